export const personalZh = {
  show: (label: string) => `查看${label}`, hide: (label: string) => `遮盖${label}`, title: (label: string) => `查看${label}`, note: '查看会记入审计:谁、哪件、哪个字段、什么理由。只用于办理本件。',
  reason: '查看理由', hint: '4 到 200 个字,如“电话通知补正”。', cancel: '取消', go: '查看',
};
