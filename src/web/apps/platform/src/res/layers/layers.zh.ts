export const layersZh = {
  title: '图层', heads: { name: '图层', category: '类别', version: '版本', asOf: '时点', updated: '更新', count: '要素', label: '密级标志', state: '状态' },
  state: { stale: '过期', fresh: '可用', empty: '声明为空', none: '没有数据', damaged: '损坏:版本记录被改动过' }, maxAge: (n: number) => `约定 ${n} 日内更新`, demonstration: '演示数据', onMap: '在一张图查看', find: '查图层名称、代码', load: '入库新版', empty: '没有符合的图层。',
  revisions: '版本', revHeads: { revision: '版本', committed: '入库时间', asOf: '时点', source: '来源', count: '要素', digest: '摘要' }, current: '现行', noRevisions: '还没有版本。', back: '图层', missing: (code: string) => `没有代码为 ${code} 的图层。`, list: '看全部图层',
};
