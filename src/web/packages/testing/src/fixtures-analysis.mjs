import { at } from './scene.mjs';

const choice = (value, name) => ({ value, name });
const input = (code, name, required, more = {}) => ({ code, name, required, takesPaths: false, nearInput: null, nearParameter: null, ...more });
const parameter = (code, name, kind, more = {}) => ({ code, name, kind, unit: null, default: null, optional: false, least: null, greatest: null, choices: [], ofInput: null, ...more });
const numbers = [1, 2, 3, 4];

export const operators = [
  {
    code: 'buffer', name: '缓冲区', summary: '到图形一定距离以内的范围;距离为负时向内收缩。', place: 10, output: 'features', inputs: [input('source', '缓冲谁', true, { takesPaths: true })],
    parameters: [parameter('distance', '距离', 'number', { unit: '米', least: -50000, greatest: 50000 }), parameter('ends', '端头', 'choice', { default: 'round', choices: [choice('round', '圆头'), choice('flat', '平头'), choice('square', '方头')] })],
  },
  { code: 'dissolve', name: '融合', summary: '字段值相同的图形合并成一个。', place: 80, output: 'features', inputs: [input('layer', '图层', true)], parameters: [parameter('by', '按字段', 'fields', { ofInput: 'layer', optional: true })] },
  {
    code: 'find-sites', name: '找地', summary: '按条件反查地块。', place: 200, output: 'features',
    inputs: [input('within', '在哪个范围内找', false), input('ground', '从哪些地里找', true), ...numbers.map((n) => input(`avoid${n}`, `避让图层 ${n}`, false)), ...numbers.slice(0, 3).map((n) => input(`near${n}`, `要靠近的图层 ${n}`, false))],
    parameters: [
      parameter('leastArea', '面积不小于', 'number', { unit: '平方米', default: '1000', least: 1, greatest: 1e9 }), parameter('mostArea', '面积不大于', 'number', { unit: '平方米', optional: true, least: 1, greatest: 1e9 }),
      parameter('mostSlope', '平均坡度不大于', 'number', { unit: '度', optional: true, least: 0.1, greatest: 90 }), ...numbers.slice(0, 3).map((n) => parameter(`near${n}Within`, `离图层 ${n} 不超过`, 'number', { unit: '米', default: '1000', least: 0.001, greatest: 20000 })),
      parameter('most', '最多给出', 'whole', { unit: '块', default: '50', least: 1, greatest: 500 }), ...['Area', 'Shape', 'Near', 'Slope'].map((w) => parameter(`weight${w}`, `${w} 的权重`, 'number', { default: '1', least: 0, greatest: 10 })),
    ],
  },
];

export const layers = [
  { code: 'DLTB', name: '地类图斑', revision: 3, asOf: '2025-12-31', fields: [{ code: 'DLBM', name: '地类编码' }, { code: 'QSDWMC', name: '权属单位名称' }], classField: 'DLBM', classes: [] },
  { code: 'YJJBNT', name: '永久基本农田', revision: 2, asOf: '2025-12-31', fields: [{ code: 'TBBH', name: '图斑编号' }], classField: null, classes: [] },
];

const field = (code, name, isNumber = false) => ({ code, name, isNumber });
const base = { createdAt: '2026-03-02T01:00:00.000000Z', endedAt: '2026-03-02T01:00:01.000000Z', expiresAt: '2026-03-09T01:00:00.000000Z', trouble: null, done: 0, total: 0, state: 'done' };
const sources = [{ layer: 'DLTB', name: '地类图斑', revision: 3, asOf: '2025-12-31' }];

/** What came of a run, by its operator. */
const results = {
  buffer: { rows: [['规划道路', '30.000']], view: { name: '图形缓冲区', rows: 1, hasFigures: true, fields: [field('MC', '名称'), field('D', '距离(米)', true)], notes: ['圆弧以每四分之一圆 64 段折线代替,边界比真弧至多向内 0.0023 米。'], tally: [], sources: [] } },
  'find-sites': {
    rows: [['1', '88.1', '16000.0000', '100.0', '74.4'], ['2', '61.5', '2600.0000', '65.0', '58.0']],
    view: { name: '找地候选', rows: 2, hasFigures: true, fields: [field('MC', '名次', true), field('DF', '得分', true), field('MJ', '平面面积(平方米)', true), field('DF_MJ', '面积得分', true), field('DF_JC', '紧凑得分', true)], notes: ['得分为各项得分按权重的平均。'], tally: [{ name: '符合用途、相连成片的地块', count: 214 }, { name: '避让“永久基本农田”:整块去掉', count: 37 }, { name: '面积小于 1000 平方米', count: 175 }], sources },
  },
  'compare-schemes': {
    rows: [['平面面积', '平方米', '14211.5', '15030.25', ''], ['其中耕地', '平方米', '8120.4', '2950', '2'], ['占用“永久基本农田”', '平方米', '1204.2', '0', '2'], ['离“镇区”', '米', '120.5', '', '1']],
    view: { name: '方案比选', rows: 4, hasFigures: false, fields: [field('XM', '项目'), field('DW', '单位'), field('FA1', '东侧', true), field('FA2', '西侧', true), field('ZY', '最优方案')], notes: [], tally: [], sources },
  },
};
const resultOf = (id) => results[id] ?? results.buffer;
const square = (x, y, size) => ({ type: 'MultiPolygon', coordinates: [[[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]].map(at)]] });

export const job = (operator) => ({ ...base, id: operator, operator, operatorName: operators.find((o) => o.code === operator)?.name ?? operator, result: resultOf(operator).view });
export const rows = (id) => {
  const items = resultOf(id).rows.map((values, i) => ({ number: i + 1, values, planeArea: 16_000 / (i + 1), ellipsoidalArea: 16_004.2 / (i + 1) }));
  return { items, number: 1, size: 50, total: items.length };
};
export const figures = (id) => ({ complete: true, items: resultOf(id).rows.map((_, i) => ({ number: i + 1, geometry: square(-80 + i * 260, -60, 130) })) });
