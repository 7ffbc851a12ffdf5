export const upstreamZh = {
  title: '接受市级统一登录', note: '市里的身份只有在这里对应了账号才能登录;不会自动建账号,也不按姓名匹配。管理员的账号只能用本平台的登录。',
  hosts: (list: string[]) => (list.length ? `节点配置允许连接:${list.join('、')}。` : '节点配置(node.json 的 upstreamHosts)还没有写允许连接的主机,不能启用。'),
  returnTo: '在市里登记的回调地址:', defaultName: '市级统一身份认证', name: '登录页上的名称', issuer: '签发者(issuer)', secret: '对方给的密钥', secretKept: '不填则保留现有的;存放时加密,不再显示',
  algorithms: '接受的签名算法', countsSecond: '市级登录算作第二因素(不再问本平台的动态口令)', enabled: '启用', save: '保存', saved: '已保存。', check: '试连', checked: '对方应答正常。',
  people: '市级身份与账号', account: '账号', subject: '市级身份标识(sub)', reason: '依据', at: '办理时间', act: '操作', bind: '对应', bound: '已对应。', empty: '还没有对应任何人。', altered: '行被改动',
  unbind: '解除', unbindAsk: (a: string) => `解除 ${a} 的市级身份?`, unbindNote: '解除后只能用本平台的口令登录;已登录的会话不受影响。',
};
