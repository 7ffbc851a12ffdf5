export const accountsZh = {
  title: '账号', cancel: '取消', rule: '账号没有权限,权限由安全保密管理员授予。停用的账号不让出登录名。',
  filters: { all: '全部', inactive: '长期未用', expiring: '30 天内到期', locked: '已锁定', disabled: '已停用' }, filterLabel: '只看',
  heads: { account: '登录名', name: '姓名', organisation: '机构', roles: '角色', standing: '状态', lastLogin: '上次登录', expires: '到期日', act: '操作' },
  standing: { enabled: '启用', disabled: '停用', tampered: '被改动' } as Record<string, string>, inactive: '长期未用', locked: (at: string) => `锁定到 ${at}`, first: '未改首次口令', never: '没有登录过', noEnd: '不限',
  acts: { enable: '启用', disable: '停用', unlock: '解锁', reset: '重置口令', expiry: '到期日' },
  disableAsk: (n: string) => `停用 ${n}?`, disableNote: '立即结束其全部会话。以后可以再启用。', resetAsk: (n: string) => `重置 ${n} 的口令?`, resetNote: '立即结束其全部会话。新的首次口令写入服务器上的文件,不在这里显示;本人下次登录必须修改。',
  resetDone: (file: string) => `首次口令已写入服务器节点目录的 ${file}(仅系统账户可读),当面交给本人。`,
  inactiveAct: '停用全部长期未用的业务账号', inactiveAsk: (n: number) => `停用 ${n} 个长期未用的业务账号?`, inactiveNote: '三员的账号只列出,不在此停用。', inactiveDone: (names: string[]) => (names.length ? `已停用:${names.join('、')}。` : '没有长期未用的业务账号。'),
  expiry: { title: (n: string) => `${n} 的到期日`, label: '最后一天', hint: '过了这一天不能登录。不填则不限。', save: '保存' },
  empty: '没有符合的账号。', done: '知道了',
};
