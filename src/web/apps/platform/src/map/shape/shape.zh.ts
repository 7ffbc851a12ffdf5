export const shapeZh = {
  type: '键入坐标', kind: '图形', kinds: { Polygon: '面', LineString: '线', Point: '点' }, points: '一行一个点', take: '加入', close: '收起',
  hint: '一行一个点:北坐标 东坐标(米,东坐标带带号),或经度 纬度(度),用空格或逗号隔开,前面可带点号。面自动闭合。',
  line: (n: number, fault: string) => `第 ${n} 行${fault}`, notTwo: '要有两个数(前面可带点号)', noPlace: '不是本县范围的经纬度,也不是带带号的平面坐标', otherZone: (zone: number) => `不在本县的 ${zone} 带`,
  count: { Polygon: '面至少要三个点', LineString: '线至少要两个点', Point: '点只要一个点' }, added: '已加入。', layer: '图层', layerHint: '文件里有几个图层,选一个。', file: '从文件读',
};
