export const compareZh = {
  title: '版本对比', back: '一张图', layer: '图层', before: '左:前一期', after: '右:后一期', swap: '左右互换', bar: '卷帘位置', barHint: '左右方向键移动 1%,加 Shift 移动 10%',
  time: '后一期的时点', play: '播放', stop: '停止', revision: (n: number, asOf: string) => `${asOf} v${n}`, oneRevision: '这个图层只有一个版本,没有可对比的前一期。', noLayers: '没有可对比的图层。', onMap: '回一张图', tilesFailed: '有瓦片读取失败,图面可能不全。',
  changes: '变化', same: '两期之间没有变化。', counts: (added: string, removed: string, changed: string) => `新增 ${added} · 减少 ${removed} · 变化 ${changed}`, more: (n: number) => `只列出前 ${n} 处,数目是全部的。`,
  kind: { added: '新增', removed: '减少', changed: '变化' } as Record<string, string>, kinds: { added: '＋', removed: '−', changed: '~' } as Record<string, string>, moved: '图形有变', field: (name: string, was: string, now: string) => `${name} ${was} → ${now}`, none: '空', show: (label: string) => `定位 ${label}`,
  all: '全部', filter: '看哪些', save: '导出清单', file: (code: string, a: number, b: number) => `${code}-v${a}-v${b}-变化.csv`, heads: ['要素号', '名称', '变化', '图形有变', '字段变化'],
};
