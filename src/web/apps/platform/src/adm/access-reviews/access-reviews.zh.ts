export const accessReviewsZh = {
  title: '权限复核', note: '按机构逐行核对:谁、什么角色、谁授的、到哪天、上次登录和办理、与岗位模板差什么。机构负责人复核本机构,管理员的角色由安全保密管理员复核。收回立即生效。',
  empty: '没有要你复核的。', due: '该复核的机构', dueNote: '从未复核,或上次签署已超过 180 天。', noneDue: '各机构都在期限内。', all: '历次复核',
  heads: { organisation: '机构', opened: '发起', dueOn: '应完成日', state: '状态', signed: '签署', last: '上次签署', act: '操作' },
  states: { open: '复核中', overdue: '已逾期', signed: '已签署' } as Record<string, string>, never: '从未',
  open: '发起', openTitle: (n: string) => `发起 ${n} 的权限复核`, openHint: '从今天起 90 天之内。', look: '打开', cancel: '取消',
  lines: {
    person: '人员', role: '角色', scope: '范围', granted: '授权', until: '截止', login: '上次登录', act: '上次办理', template: '与岗位模板', verdict: '结论', acts: '操作',
    templates: { in: '一致', extra: '多出', none: '无模板' } as Record<string, string>, missing: (n: string) => `缺 ${n}`, verdicts: { open: '未复核', kept: '保留', withdrawn: '收回' } as Record<string, string>,
    keep: '保留', withdraw: '收回', own: '本人,由他人复核', noEnd: '不限', never: '无',
  },
  keepAll: '其余全部保留', export: '导出 CSV', workbook: '导出 xlsx', sign: '签署', signAsk: '签署这次复核?', signNote: '签署后不能再改。结果的 SM3 记入审计。', left: (n: number) => `还有 ${n} 行没有结论`,
  withdrawTitle: (who: string, role: string) => `收回 ${who} 的“${role}”?`, reason: '理由', reasonHint: '要写,不超过 200 个字。收回立即生效。', digest: '结果 SM3', back: '返回清单',
};
