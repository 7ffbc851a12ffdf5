export const apiZh = {
  unreachable: '连不上服务器。',
  unreachableWayOut: '已填内容还在,网络恢复后再试。',
  badAnswer: (status: number) => `服务器的回答读不出来(HTTP ${status})。`,
  badAnswerWayOut: '重试;仍不行时把追踪号告诉系统管理员。',
};
