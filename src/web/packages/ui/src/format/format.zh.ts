export const formatZh = {
  none: '—',
  m2: 'm²',
  hectare: '公顷',
  mu: '亩',
  weekdays: ['日', '一', '二', '三', '四', '五', '六'],
  east: 'E',
  north: 'N',
  south: 'S',
  west: 'W',
  weekday: (d: string) => `星期${d}`,
};
