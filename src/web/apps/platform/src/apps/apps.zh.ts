export const appsZh = {
  title: '应用中心',
  note: '用平台的登录进入,不用再输口令。只列对你的角色开放的系统。',
  empty: '没有对你的角色开放的其他系统。',
  open: '打开',
};
