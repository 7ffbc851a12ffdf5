export const effectZh = {
  title: '影响预览', note: '按此刻的授权、范围和标记算,与本人真正访问时是同一套规则。', ask: '看影响', asking: '正在算', none: '没有变化:得到的和失去的都没有。',
  total: (gained: number, lost: number, altered: number) => `得到 ${gained} 项,失去 ${lost} 项,变多变少 ${altered} 项`,
  gained: '得到', lost: '失去', altered: '改变', stale: '选项改过了,要重新看影响。',
};
