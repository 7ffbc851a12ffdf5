export const findZh = {
  title: '找地', criteria: '条件', map: '候选地块', ground: '从哪里找', size: '多大', slope: '多平', near: '要靠近', avoid: '要避开', weights: '各项权重', addNear: '加一个靠近的图层', addAvoid: '加一个避让图层', remove: (n: number) => `去掉第 ${n} 个`, run: '找地',
  intro: '选好从哪些地里找,再加条件。结果按得分排序,每项得分都列出;一块也没有时,看是哪个条件去掉的。', none: '没有符合全部条件的地块。上面列出每个条件各去掉多少块,放宽去掉最多的一个再找。', noDem: '坡度条件要先导入地形数据(DEM);没有时不计算,也不忽略。',
};
