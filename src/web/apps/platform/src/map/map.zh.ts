export const mapZh = {
  title: '一张图',
  tabs: { catalogue: '目录', added: '已加', legend: '图例' }, addedCount: (n: number) => `已加 ${n}`, hidden: (names: string) => `放大后显示:${names}`, panel: '图层', result: '查询结果', fold: '收起 «', unfold: '图层 »',
  search: '搜图层名称、代码', noLayers: '没有符合的图层。', none: '还没有加图层', addUseful: '加常用图层', failed: '读取失败', retry: '重试', preparing: '瓦片正在准备…',
  stale: '过期', emptyLayer: '空', noData: '没有数据', damaged: '损坏', zoomIn: '放大后显示', opacity: (n: string) => `${n} 不透明度`, up: (n: string) => `${n} 上移`, down: (n: string) => `${n} 下移`, remove: (n: string) => `移除 ${n}`, many: '图层较多,绘制会变慢。', revision: (n: string) => `${n} 版本`, revisionOption: (asOf: string | null, v: number, now: boolean) => `${asOf ?? '—'} v${v}${now ? '(现行)' : ''}`, earlier: (n: string, v: number) => `${n} v${v}`, earlierShown: (what: string) => `显示的是以前的版本:${what}`, notNow: '以前的版本', version: (asOf: string, v: number | null) => `${asOf} v${v ?? '—'}`,
  aid: '色觉辅助', aidNote: '地类加纹理,不靠颜色也能分清', compare: '对比', compareHint: '两个版本卷帘对比(焦点在图上按 c)',
  locate: { label: '定位', placeholder: '坐标 / 案号 / 收件号 / 乡镇,可粘贴度分秒或 X Y', none: '没有找到。坐标写法如 107.77 32.98,或 3650553.447 36478500.889。', go: '定位', results: '定位结果', personal: '证件号、手机号不在这里查。' },
  print: '出图', printHint: '出图(焦点在图上按 p)',
  tool: '工具', identify: '查看', identifyHint: '点图查看;键盘:焦点在图上按 i 查看中心点',
  region: {
    measure: '量测', analyse: '压占分析', analyseShort: '分析', measureHint: '量距离和面积(焦点在图上按 m)', analyseHint: '画一个范围,看各图层压占多少(焦点在图上按 a)', close: '关闭', what: '量什么', length: '距离', area: '面积',
    hintLine: '在图上逐点单击,双击结束。', hintArea: '沿边界逐点单击,双击结束。', undo: '撤回一点', finish: '结束', plane: '高斯投影平面距离', ellipsoidal: '椭球面积', planeArea: '平面面积', unknown: '无法判定', locate: '定位',
    more: (n: number) => `另有 ${n} 个要素未列出。`, clear: '没有压占', nearest: (label: string, m: string) => `最近 ${label || '要素'},相距 ${m} m`, far: (m: number) => `${m} m 内没有`, note: '供参考。办件以合规审查结论为准。',
  },
  hits: (n: number) => `此处有 ${n} 个要素`, at: (x: string, y: string) => `点选 ${x}, ${y}`, noHits: '此处没有要素。图层未加,或此处在数据范围外。', loading: '正在查询…', locateHit: '定位', data: '数据', meta: '版本', close: '关闭', copy: '复制地址', copied: '已复制',
  parcel: { title: (n: string) => `申请地块 · ${n}`, ellipsoidal: '椭球面积', state: '状态', review: '合规审查', reviewing: '正在审查…', open: '打开案件' },
  status: { zone: (z: number) => `CGCS2000 · ${z} 带`, scale: (n: string) => `1:${n}`, label: '鼠标位置' },
  parcelsFailed: '申请地块读取失败',
};
