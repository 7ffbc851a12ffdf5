export const ssoZh = {
  short: '登录到其他系统',
  title: (system: string) => `登录到 ${system}`,
  going: '正在核对登录请求……',
  home: '回到工作台',
  logout: '退出平台',
  logoutFrom: (system: string) => `已从“${system}”退出。要同时退出平台吗?退出后,从平台登录的其他系统也要重新登录。`,
  logoutAsk: '要退出平台吗?退出后,从平台登录的其他系统也要重新登录。',
  stay: '不退出',
};
