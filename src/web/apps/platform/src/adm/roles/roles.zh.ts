export const rolesZh = {
  title: '角色授权', tabs: { people: '人员', matrix: '角色权限表' }, cancel: '取消', find: '查找', findHint: '姓名、登录名、机构、岗位、角色', filterLabel: '只看', filters: { all: '全部', waiting: '待授权', extra: '与岗位模板不同' },
  rule: '授权立即生效。数据范围随机构:镇所只及本机构,局机关、股室、窗口及全县。管理员角色由另一人批准。',
  heads: { person: '人员', organisation: '机构', roles: '角色', act: '操作' }, waiting: '待授权', disabled: '已停用', altered: '被改动,不采信', none: '—', missing: (r: string) => `岗位模板缺 ${r}`, extra: '多出', until: (d: string) => `到 ${d}`,
  grant: '授权', revoke: '收回', empty: '没有符合的人员。', done: '知道了',
  granted: (who: string, role: string) => `已授予 ${who}“${role}”,从下一次请求起生效。`, revoked: (who: string, role: string) => `已收回 ${who} 的“${role}”,从下一次请求起生效。`,
  form: {
    title: (n: string) => `给 ${n} 授权`, revokeTitle: (n: string) => `收回 ${n} 的角色`, role: '角色', until: '最后一天', untilHint: '不填则不限期。', choose: '选择', template: '岗位模板',
    save: '授予', revoke: '收回', need: '选一个角色。', admin: '管理员', revokeNote: '收回后立即生效:在线的会话下一次请求就按新的权限。',
  },
  matrix: {
    note: '列是角色,行是功能,按模块分组。只看此刻有效的授权;三员与业务角色的功能互不相含。', find: '查功能', use: '功能', scope: '数据范围(人数)', nobody: '没有人', people: (n: number) => `${n} 人`, has: '有', export: '导出 xlsx', empty: '没有符合的功能。', holders: { business: '业务', system: '系统管理员', security: '安全保密管理员', audit: '安全审计员', none: '—' } as Record<string, string>,
    exportNote: '导出记入读取日志,页脚带姓名和时间。',
  },
};
