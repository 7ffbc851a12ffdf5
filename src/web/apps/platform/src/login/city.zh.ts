export const cityZh = {
  title: '市级统一登录',
  going: '正在核对市级登录……',
  own: '用本平台的账号和口令登录',
  by: (name: string) => `用${name}登录`,
};
