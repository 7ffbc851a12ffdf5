export const sessionsZh = {
  own: { title: '我的登录', note: '不认识的登录,先结束它,再修改口令并告诉安全保密管理员。', others: '结束其他全部登录', othersAsk: '结束其他全部登录?', othersNote: '其他浏览器里没有提交的内容会丢失。' },
  all: { title: '在线登录', note: '只列还有效的登录,最近用过的在前,最多一千条。' },
  heads: { name: '姓名', account: '登录名', created: '登录时间', seen: '最近活动', address: '地址', act: '操作' },
  current: '本次', end: '结束', endAsk: (n: string) => `结束 ${n} 的这次登录?`, endNote: '立即失效,对方下一步操作时要重新登录。', empty: '没有其他登录。',
};
