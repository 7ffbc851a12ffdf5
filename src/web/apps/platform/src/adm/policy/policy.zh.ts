export const policyZh = {
  title: '安全策略', save: '保存', saved: '已保存。下一次登录和修改口令起按新策略。', note: '可以比标准更严,不能更松:低于标准的值不接受。改短有效天数后,超期的口令在下次登录时必须修改。',
  audiences: { administrators: '三员(系统、安全、审计管理员)', staff: '业务人员' },
  fields: {
    leastLength: '最短长度(字符)', leastClasses: '大写、小写、数字、符号至少几类', remembered: '不得与最近几次相同', longestDays: '有效天数', warnDays: '到期前几天开始提醒', leastHours: '两次修改至少间隔(小时)', inactiveDays: '多少天未登录算长期未用',
  },
};
