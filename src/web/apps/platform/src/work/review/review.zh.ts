export const reviewZh = {
  start: {
    title: '合规审查', lead: '放入坐标文件,得到存档并签名的审查结论。不建案件。', matter: '事项', file: '坐标文件', axis: '坐标次序', axes: { asWritten: '按文件原样', northFirst: '北(X)在前', eastFirst: '东(Y)在前' },
    zone: '带号(选填)', run: '开始审查', busy: '正在审查…', missing: '放入坐标文件。', remove: '换文件', layer: '读哪个图层', layerHint: '文件里有几个图层,选一个作地块,再开始审查。',
  },
  list: { title: '近期结论', heads: { id: '结论编号', verdict: '结论', at: '时间', stage: '阶段', rules: '规则', link: '案件' }, empty: '还没有审查结论。', open: '打开案件' },
  stages: { intake: '收件时', decision: '决定前', issue: '出证前', manual: '人工发起' },
  result: {
    back: '合规审查', number: (id: string) => `结论编号 ${id}`, case: '案件', report: '报告 PDF', replay: '复算', replaying: '正在复算…', title: '审查结论',
    counts: (n: number) => `共 ${n} 项`, cannot: '不能出证。', may: '可以出证。', way: { conflict: '出路:调整边界后重新审查,或附论证文件。', undetermined: '出路:更新数据或登记认定后重新审查。', compliant: '' },
    compliantFold: (n: number) => `${n} 项符合`, expand: '展开', layer: (name: string, asOf: string, v: number | null) => `${name} ${asOf}${v === null ? '' : ` v${v}`}`, page: '版本页', plane: '平面', ellipsoidal: '椭球', hits: (n: number) => `${n} 个图斑`,
    clause: '条款', attested: (by: string, doc: string, until: string) => `认定:${by},${doc},有效期至 ${until}`, exempted: (doc: string, basis: string) => `已附论证:${doc}(${basis})`, locate: '定位',
    replayable: '可复算', inputs: (rules: string, revisions: number, engine: string) => `规则 ${rules} · 数据 ${revisions} 版 · 引擎 ${engine}`, signature: (k: string) => `SM2 签名 ${k}`, valid: '签名有效', invalid: '签名无效:存储的结论被改动,不能作依据。', digest: '摘要',
    same: '复算一致:逐字节相同。', different: (n: number) => `复算不一致,${n} 处不同。存储的结论不能作依据。`, diff: { path: '位置', stored: '存储', recomputed: '复算' }, revisions: '数据版本', revHeads: { name: '图层', revision: '版本', asOf: '时点', digest: '摘要' },
    parcels: '地块', overall: { compliant: '合规', conflict: '冲突', undetermined: '无法判定' }, area: (plane: string, ell: string) => `平面 ${plane} · 椭球 ${ell}`,
  },
};
