export const processZh = {
  title: '流程图', version: (digest: string) => `本案所用版本 ${digest.slice(0, 8)}`, diagram: '流程图形', list: '环节列表',
  failed: '流程图形读取失败,列表仍可用。', states: { done: '已办', active: '正在办', waiting: '未到', returned: '已退回' },
  marks: { done: '✓', active: '●', waiting: '○', returned: '↩' },
  heads: { state: '状态', node: '环节', by: '办理人', arrived: '到达', completed: '办结', outcome: '结果', opinion: '意见' },
  zoomIn: '放大', zoomOut: '缩小', fit: '看全图',
};
