export const casesZh = {
  title: '案件查询',
  search: '项目名称、案号、收件号、项目码',
  find: '查',
  person: '按证件号、电话查',
  personHint: '完整的身份证号或电话号码',
  personNote: '按完整号码查到的办件。查询已记入审计,号码不进地址和日志。',
  personBack: '返回全部办件',
  state: '状态',
  all: '全部',
  states: {
    intake: '已收件', accepted: '已受理', correction: '待补正', inProgress: '办理中', decided: '已决定', issued: '已发证',
    archived: '已归档', rejected: '不予批准', withdrawn: '已撤回', suspended: '停表',
  },
  heads: { number: '案号 / 收件号', project: '项目', matter: '事项', state: '状态', step: '环节', due: '期限', verdict: '结论' },
  empty: '没有符合的案件。',
  clear: '清除筛选',
};
