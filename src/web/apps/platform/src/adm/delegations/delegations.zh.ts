export const delegationsZh = {
  own: {
    title: '我的委托', note: '出差、休假时,把自己的角色和岗位委托给同机构的同事,到最后一天为止。安全保密管理员确认后生效;可以随时收回。受托人办的事,记录和意见里写明“张三(代李四)”。单个任务交给别人办,用办件里的转办。',
    begin: '新委托', given: '委托出去的', taken: '受托的', noneGiven: '没有委托出去的。', noneTaken: '没有受托的。', cannot: '你没有可以委托的业务角色和岗位。',
  },
  all: { title: '代理授权', note: '业务人员之间的委托由安全保密管理员确认后生效。委托人失去的权限,受托人同时失去。管理员的权限不能委托。', empty: '没有委托。' },
  heads: { from: '委托人', to: '受托人', rights: '角色与岗位', until: '最后一天', reason: '事由', asked: '提出', state: '状态', act: '操作' },
  states: { asked: '待确认', active: '生效中', refused: '未获同意', ended: '已收回', over: '已到期' } as Record<string, string>,
  confirm: '确认', refuse: '不同意', end: '收回', giveBack: '交回', cancel: '取消',
  endAsk: (n: string) => `收回给 ${n} 的委托?`, backAsk: (n: string) => `交回 ${n} 的委托?`, endNote: '立即生效。仍要委托的,重新提出并确认。',
  form: { title: '新委托', to: '受托人', choose: '选择同事', roles: '角色', posts: '岗位', until: '最后一天', untilHint: '从今天起 90 天之内。', reason: '事由', reasonHint: '4 到 500 个字,如“7 月 5 日至 9 日赴市局培训”。', save: '提出委托' },
};
