export const runsZh = {
  title: '分析结果', list: '本人的分析', intro: '本人运行过、还没有清除的分析。结果保留七天,只有本人能看。', map: '结果图', result: '结果', none: '还没有分析结果。在一张图、找地、方案比选里运行。',
  heads: { operator: '算子', at: '时间', state: '状态', rows: '行数', until: '保留到', acts: '操作' }, open: '打开', openNamed: (name: string) => `打开${name}`, remove: '删除', removeNamed: (name: string) => `删除${name}`, cancel: '取消', choose: '从左边选一个结果打开。',
  ask: (name: string) => `删除“${name}”?`, askText: '结果和它的行、图形一并删除,不能恢复;用它算出的其他结果不受影响。', refresh: '刷新',
};
