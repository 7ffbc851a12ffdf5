export const materialsZh = {
  title: '材料', heads: { n: '序号', name: '材料', need: '要求', file: '文件', size: '大小' }, required: '必交', optional: '选交', missing: '缺', open: '打开', none: '—',
  documents: '文书', created: '生成时间', noDocuments: '还没有文书。',
  corrected: { title: '登记补正材料', hint: '申请人送来的补正材料登记后,案件回到原环节。', parcel: '换坐标文件', material: (n: string) => `补交 ${n}`, submit: '登记补正', nothing: '至少登记一份补正材料或坐标文件。', done: '已登记补正,案件回到原环节。', busy: '正在登记…', layer: '读哪个图层', layerHint: '坐标文件里有几个图层,选一个作地块,再登记。' },
};
