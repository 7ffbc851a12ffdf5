export const certificatesZh = {
  title: '人员证书', bind: '绑定证书', unbind: '解除', cancel: '取消', none: '还没有绑定证书。点“绑定证书”,选择人员 UKey 里的签名证书。',
  rule: '绑定后,该账号登录除口令外还要用这张证书(或已绑定的动态口令)。绑定和解除都会结束该账号的全部登录;管理员的要另一人复核。',
  off: '本节点没有启用证书登录,不能绑定。由运行平台的人员在 node.json 写明 certificateLogin 后重启。',
  heads: { account: '账号', subject: '证书主体', issuer: '签发机构', serial: '序列号', until: '有效至', standing: '状态', bound: '绑定', act: '操作' },
  standing: { good: '有效', expiring: '30 天内到期', refused: '不能用', tampered: '被改动' } as Record<string, string>,
  by: (who: string, at: string) => `${who} ${at}`,
  unbindAsk: (who: string) => `解除 ${who} 的证书?`, unbindNote: '立即结束其全部登录。只有这一个第二因素的,以后只凭口令登录;角色须有第二因素的,登录后要先绑定动态口令。',
  unbound: (who: string) => `已解除 ${who} 的证书。`, boundDone: (account: string, subject: string) => `已把 ${subject} 绑定到 ${account}。`, done: '知道了',
  form: {
    title: '绑定证书', account: '登录名', accountHint: '证书主体写的人要与账号是同一人。', need: '填写登录名。', file: '证书文件', fileHint: '.cer、.crt 或 .pem,不超过 16 KB。', fromKey: '或者从插着的 UKey 读取', read: '读取 UKey',
    noKey: 'UKey 里没有证书。', save: '绑定', subject: '证书主体', issuer: '签发机构', serial: '序列号', time: '有效期', span: (from: string, until: string) => `${from} 至 ${until}`, refusal: (why: string) => `不能绑定:${why}`,
  },
  trust: '证书机构与撤销列表', trustCount: (authorities: number, lists: number) => `机构 ${authorities} 个,撤销列表 ${lists} 份`, trustWanting: (n: number) => `${n} 个机构没有现行的撤销列表`,
  own: {
    title: '我的安全', factor: '动态口令', bound: (at: string) => `已绑定(${at})。`, unbound: '没有绑定。', bindOtp: '绑定动态口令', certificates: 'UKey 证书', none: '没有绑定证书。需要的,找安全保密管理员。',
    lost: 'UKey 丢失的,立即告诉安全保密管理员,并到证书认证机构办理撤销。', password: '修改口令', sessions: '我的登录',
  },
};
