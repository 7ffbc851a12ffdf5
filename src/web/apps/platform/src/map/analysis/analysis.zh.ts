export const analysisZh = {
  title: '分析工具', overlay: '压占分析', tools: '分析工具', mode: '分析方式', close: '关闭', operator: '算子', choose: '选一个算子', run: '运行', running: '正在运行…', again: '改条件再算',
  source: { layer: '图层', drawn: '图上画', job: '前一次结果', none: '不用', from: '取自' }, layer: '图层', field: '只要字段', values: '值,用逗号隔开', all: '全部要素', noField: '不限', required: '要选',
  drawArea: '画面', drawLine: '画线', drawPoint: '画点', drawnCount: (n: number) => (n === 0 ? '还没有画' : `已画 ${n} 个`), undoShape: '撤回', clearShapes: '清除', hint: '在图上逐点单击,双击结束。', noJob: '还没有结果', optional: '(选填)', find: '找地', options: '方案比选', runs: '分析结果', more: '其他分析',
  unit: (name: string, unit: string | null) => (unit ? `${name}(${unit})` : name), missing: '没有给值', notNumber: '不是数', range: (least: number | null, most: number | null, unit: string) => `要在 ${least ?? '不限'} 到 ${most ?? '不限'}${unit}之间`, noShape: '还没有在图上画', noLayer: '没有选图层',
  state: { queued: '排队中', running: '运行中', done: '完成', failed: '失败', cancelled: '已取消' } as Record<string, string>, progress: (done: number, total: number) => `${done} / ${total}`, cancel: '取消', cancelled: '已取消,没有留下结果。',
  rows: (n: number) => `${n} 行`, none: '没有结果行。', area: '平面面积', ellipsoidal: '椭球面积', sources: '依据', basis: (name: string, revision: number, asOf: string) => `${name} v${revision} ${asOf}`, notes: '说明', tally: '各条件去掉', partly: (n: number) => `图上只画前 ${n} 个。`,
  export: '导出', format: '格式', formats: [['geojson', 'GeoJSON'], ['shapefile', 'Shapefile'], ['gpkg', 'GeoPackage'], ['csv', 'CSV']] as [string, string][], undo: '回到上一个结果', clear: '收起结果', kept: (until: string) => `结果保留到 ${until},只有本人能看;收起后在“分析结果”里还能打开。`, locate: '定位', place: '名次', locateRow: (n: number) => `定位第 ${n} 行`,
  count: '块', loading: '正在读取算子…',
};
