export const historyZh = { title: '办理记录', heads: { at: '时间', kind: '类别', text: '内容', by: '办理人' }, none: '还没有记录。', opinions: '历次意见' };
