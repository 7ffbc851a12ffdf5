export const policyZh = {
  title: '安全策略', save: '保存', saved: '已保存。下一次登录和修改口令起按新策略。', note: '可以比标准更严,不能更松:低于标准的值不接受。改短有效天数后,超期的口令在下次登录时必须修改。改严直接生效;比现在放宽的(口令、会话、图形验证码都一样)由另一人批准。',
  audiences: { administrators: '三员(系统、安全、审计管理员)', staff: '业务人员' },
  sessions: {
    title: '会话策略', note: '失效时间立即生效,正在用的登录也按新值计;同时登录数从下一次登录起算。', saved: '已保存。', form: (whose: string) => `会话 · ${whose}`,
    fields: { idleMinutes: '多少分钟不用即失效', longestHours: '一次登录最长几小时', mostSessions: '一个账号同时登录几处', proofMinutes: '签署等操作前几分钟内须输过口令', atLimit: '到上限时' },
    endOldest: '结束最早的登录', refuseNew: '拒绝新的登录',
  },
  login: {
    title: '图形验证码', note: '输错到这个次数后,登录页加问图形验证码(可改为文字题)。从下一次登录起算。', saved: '已保存。',
    fields: { accountFailures: '同一账号连续输错几次后', addressFailures: '同一地址一小时内输错几次后' },
  },
  exports: {
    title: '导出标记', note: '导出的文件写明谁、何时、导出编号。不论加不加标记,每次导出都记入审计,凭编号可查到人。原件(签名、盖章的)从不加标记;密级标志总是印上。', saved: '已保存。从下一次导出起按新的办。',
    fields: { prints: '图件(PDF、图片)', reports: '报告(PDF)', tables: '表格(CSV)', features: '空间数据文件', pictures: '图片服务(WMS 取图)' },
  },
  factor: {
    title: '第二因素(动态口令)', rule: '须有第二因素的角色,未绑定的人登录后先绑定,绑定前其他都不能办。三员在正式节点上必须有。',
    heads: { role: '角色', need: '登录须有第二因素', account: '登录名', name: '姓名', act: '操作' }, fixed: '必须', bound: '已绑定的账号', none: '还没有人绑定。',
    reset: '解除', resetAsk: (n: string) => `解除 ${n} 的动态口令?`, resetNote: '立即结束其全部会话。下次登录只凭口令;角色须有第二因素的,要先重新绑定。先当面核实本人。',
  },
  fields: {
    leastLength: '最短长度(字符)', leastClasses: '大写、小写、数字、符号至少几类', remembered: '不得与最近几次相同', longestDays: '有效天数', warnDays: '到期前几天开始提醒', leastHours: '两次修改至少间隔(小时)', inactiveDays: '多少天未登录算长期未用',
  },
};
