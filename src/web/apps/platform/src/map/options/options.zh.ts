export const optionsZh = {
  title: '方案比选', schemes: '方案', map: '方案图', rows: '比什么', intro: '两到六个方案:图上画、从文件读、键入坐标都行;选要比的图层。每行最优的一个标出。', draw: '画一个方案', file: '从文件读方案', name: (n: number) => `方案 ${n}`, nameLabel: (n: number) => `第 ${n} 个方案的名称`, remove: (n: string) => `去掉${n}`, few: '至少要两个方案。', many: '最多六个方案。',
  landUse: '现状地类', conflicts: '占用为冲突', nears: '比距离', conflictMost: '最多选四个', nearMost: '最多选三个', none: '不比', run: '比较', best: '最优', item: '项目', unit: '单位', export: '导出 CSV', clear: '清除', locate: '定位', sources: '依据', empty: '有了方案、选好图层后点“比较”。', drawing: '在图上逐点单击,双击结束。',
};
