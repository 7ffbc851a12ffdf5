export const openidZh = {
  title: '单点登录',
  note: '局里其他系统用平台的账号登录(OpenID Connect)。谁能用哪个系统,按角色定;系统只得到登记的资料。',
  provider: {
    title: '平台对外地址', label: '地址', hint: '写成 https://主机名,不带路径。其他系统逐字核对,启用后不要改。', enabled: '为其他系统提供登录', save: '保存', saved: '已保存。',
    discovery: '发现文档', none: '没有设定',
  },
  keys: {
    title: '签名密钥', heads: { name: '名称', active: '开始使用', retire: '不再公布' }, never: '使用中', rotate: '更换', withdraw: '立即作废',
    rotateAsk: '更换签名密钥?', rotateNote: '新密钥先公布一小时再使用,旧密钥再留一天,其他系统不受影响。',
    withdrawAsk: '立即作废现有签名密钥?', withdrawNote: '只在密钥可能泄露时用。正在进行的登录会失败,重新登录即可。',
  },
  clients: {
    title: '登记的系统', add: '登记系统', empty: '还没有登记任何系统。',
    heads: { name: '系统', proof: '证明方式', redirects: '回调地址', roles: '可用角色', standing: '状态', act: '操作' },
    secret: '密钥', key: '公钥', on: '启用', off: '停用', altered: '行被改动',
    edit: '修改', enable: '启用', disable: '停用', renew: '换发密钥',
    disableAsk: (n: string) => `停用“${n}”?`, disableNote: '任何人都不能再登录到它,已签发的令牌立即作废。登记不删除,可以重新启用。',
    renewAsk: (n: string) => `换发“${n}”的密钥?`, renewNote: '旧密钥立即失效,该系统换上新密钥之前不能登录。',
    once: '系统密钥,只显示这一次', onceNote: '平台只留摘要,不能再取出。用安全的方式交给该系统的维护人员。', copy: '复制', kept: '已保存好',
  },
  notice: {
    act: '退出通知', seen: '知道了', title: (n: string) => `“${n}”的退出通知`, note: '人员从平台退出、被强制退出或账号停用时,平台向这个地址发签名的通知,由该系统结束它自己的会话。',
    address: '通知地址(backchannel_logout_uri)', hint: 'https;主机要由系统管理员先写进 node.json 的 logoutNoticeHosts。留空则不通知。', saved: (n: string, to: string | null) => (to ? `“${n}”的会话结束通知发到 ${to}。` : `不再通知“${n}”。`),
  },
  form: {
    add: '登记系统', edit: (n: string) => `修改“${n}”`, code: 'client_id', codeHint: '小写字母、数字、连字符,登记后不能改', name: '系统名称',
    redirects: '回调地址', redirectsHint: '一行一个,https,与系统实际使用的逐字相同', logouts: '退出后返回的地址', logoutsHint: '一行一个', home: '系统首页', homeHint: '显示在应用中心',
    scopes: '可取的资料', scope: { profile: '姓名', account: '登录名', organisation: '机构与区划', roles: '角色' } as Record<string, string>,
    roles: '可以使用的角色', keys: '系统公钥(JWKS)', keysHint: '填了就用公钥证明身份,不发密钥', save: '保存', cancel: '取消',
  },
};
