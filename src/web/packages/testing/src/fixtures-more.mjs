import { ago } from './fixtures.mjs';
import { boundary, farmland, landUse, polygon, redline } from './scene.mjs';

const dltb = [['0101', '水田', '#F8D072'], ['0103', '旱地', '#FFFBB1'], ['0201', '果园', '#D6A7C9'], ['0301', '乔木林地', '#31AD69'], ['0305', '灌木林地', '#64B968'], ['0307', '其他林地', '#97CFB2'], ['0404', '其他草地', '#C8E3A0'], ['0601', '工业用地', '#C59A8C'], ['0701', '城镇住宅用地', '#E56766'], ['0702', '农村宅基地', '#EC898A']];
const layer = (code, name, category, asOf, style, o = {}) => ({
  code, name, category, geometry: 'polygon', revision: 2, asOf, updatedAt: ago(90), maxAgeDays: null, stale: false, declaredEmpty: false, label: '内部', count: 900, extent4490: [107.25, 32.5, 108.25, 33.3],
  style, minZoom: 11, demonstration: true, ...o });

export const layers = [
  layer('DLTB', '地类图斑', ['现状数据', '调查监测'], '2023-12-31', { fill: '#FFFBB1', stroke: '#8a8f86', pattern: null, byField: 'DLBM', classes: dltb.map(([value, label, fill]) => ({ value, label, fill })) }, { count: 251_034 }),
  layer('XZQ', '行政区', ['现状数据', '基础地理'], '2023-12-31', { fill: null, stroke: '#4A5563', pattern: 'dash' }, { count: 17, minZoom: 8 }),
  layer('YJJBNT', '永久基本农田', ['规划管控', '三条控制线'], '2024-03-31', { fill: null, stroke: '#7A5B00', pattern: 'hatch45' }, { count: 9981 }),
  layer('STBHHX', '生态保护红线', ['规划管控', '三条控制线'], '2023-11-20', { fill: null, stroke: '#00543C', pattern: 'dots' }, { revision: 3, count: 37 }),
  layer('CZKFBJ', '城镇开发边界', ['规划管控', '三条控制线'], '2023-11-20', { fill: null, stroke: '#8C1D6B', pattern: 'dash-dot' }, { revision: 3, count: 21 }),
  layer('CKQ', '采矿权', ['管理数据', '矿产'], '2024-05-22', { fill: null, stroke: '#6B3FA0', pattern: 'grid' }, { stale: true, maxAgeDays: 30, count: 14 }),
  layer('YSXZ', '预审选址', ['管理数据', '审批'], '2024-07-02', { fill: null, stroke: '#0B3D91', pattern: null }, { revision: 12, count: 0, declaredEmpty: true }),
];

export const features = {
  DLTB: landUse(),
  YJJBNT: [polygon(farmland, { BSM: '610724003100127' }, '0127')],
  STBHHX: [polygon(redline, { BSM: '1' }, 'r1')],
  CZKFBJ: [polygon(boundary, { BSM: '1' }, 'b1')],
  XZQ: [], CKQ: [], YSXZ: [],
};

export const revisions = [
  { revision: 2, committedAt: ago(90), asOf: '2024-03-31', source: '省厅下发 2024 年第一季度更新包', count: 9981, digest: 'a91f6c0e9d8b4f1e2f3a4b5c6d7e8f90112233445566778899aabbccddeeff00' },
  { revision: 1, committedAt: ago(230), asOf: '2023-11-20', source: '三区三线划定成果', count: 9970, digest: '77ab6c0e9d8b4f1e2f3a4b5c6d7e8f90112233445566778899aabbccddeeff11' }];

export const difference = {
  layer: 'YJJBNT', layerName: '永久基本农田', from: { revision: 1, asOf: '2023-11-20' }, to: { revision: 2, asOf: '2024-03-31' }, added: 1, removed: 1, changed: 1, more: false,
  features: [
    { featureId: '1', kind: 'added', label: '0127', moved: false, fields: [], geometry: features.YJJBNT[0].geometry },
    { featureId: '2', kind: 'removed', label: '0128', moved: false, fields: [], geometry: features.STBHHX[0].geometry },
    { featureId: '3', kind: 'changed', label: '0129', moved: true, fields: [{ name: '地类名称', before: '水田', after: '旱地' }], geometry: features.CZKFBJ[0].geometry }] };

export const grants = [
  { id: '11', role: 'officer', roleName: '经办', layer: '*', layerName: '全部图层', hidden: false, rowFilter: null, deniedFields: [], regions: [], areaWkt: null, labelLimit: 0, grantedAt: ago(300), readable: true },
  { id: '12', role: 'town', roleName: '镇所', layer: 'DLTB', layerName: '地类图斑', hidden: false, rowFilter: "DLBM IN ('0101','0103')", deniedFields: ['BZ'], regions: ['610724101000'], areaWkt: null, labelLimit: 0, grantedAt: ago(90), readable: false },
  { id: '13', role: 'town', roleName: '镇所', layer: 'CKQ', layerName: '采矿权', hidden: true, rowFilter: null, deniedFields: [], regions: [], areaWkt: null, labelLimit: 0, grantedAt: ago(80), readable: true }];

export const grantChoices = {
  roles: [{ code: 'officer', name: '经办' }, { code: 'town', name: '镇所' }], towns: [{ code: '610724101000', name: '杨河镇' }],
  layers: [{ code: '*', name: '全部图层', fields: [] }, { code: 'DLTB', name: '地类图斑', fields: [{ code: 'DLBM', name: '地类编码' }, { code: 'BZ', name: '备注' }] }] };

export const tokens = [
  { id: '21', name: '作图电脑', person: '李建国', addresses: ['10.1.3.7'], createdAt: ago(300), expiresAt: ago(-60), revoked: false, valid: true },
  { id: '22', name: '旧电脑', person: '李建国', addresses: [], createdAt: ago(500), expiresAt: ago(300), revoked: false, valid: false }];

export const usage = [
  { day: ago(0).slice(0, 10), layer: 'DLTB', layerName: '地类图斑', person: '李建国', service: 'wms', requests: 120, features: 0 },
  { day: ago(3).slice(0, 10), layer: 'DLTB', layerName: '地类图斑', person: '王秀英', service: 'wfs', requests: 4, features: 3120 }];

export const identify = [
  { layer: 'application', layerName: '申请地块', revision: null, asOf: null, featureId: 'c37:1', title: '一号地块', properties: [{ label: '椭球面积', value: '41,230.55 m²' }, { label: '状态', value: '预审 · 经办初审' }], geometry: null },
  { layer: 'DLTB', layerName: '地类图斑', revision: 2, asOf: '2023-12-31', featureId: 'T12-13', title: '0103 旱地', properties: [{ label: '图斑编号', value: '0418' }, { label: '坐落', value: '堰口镇三合村' }, { label: '图斑面积', value: '12,604.12 m²' }, { label: '坡度级别', value: '2(2°–6°)' }], geometry: landUse()[12 * 26 + 13].geometry },
  { layer: 'YJJBNT', layerName: '永久基本农田', revision: 2, asOf: '2024-03-31', featureId: '0127', title: '0127', properties: [{ label: '编号', value: '610724 0031 0127' }, { label: '面积', value: '38,911.70 m²' }], geometry: features.YJJBNT[0].geometry }];

export const matter = {
  code: 'land-preexamination', name: '建设项目用地预审与选址意见书', promisedDays: 10, statutoryDays: 20,
  fields: [
    { key: 'projectName', label: '项目名称', kind: 'text', required: true, section: '项目' }, { key: 'projectCode', label: '投资项目代码', kind: 'code', required: true, section: '项目', pattern: '^\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}$', hint: '形如 2406-610724-04-01-118327' },
    { key: 'industry', label: '行业类别', kind: 'select', required: true, section: '项目', options: [{ value: 'C', label: '制造业' }, { value: 'D', label: '电力、热力、燃气及水生产和供应业' }] },
    { key: 'applicant', label: '建设单位', kind: 'text', required: true, section: '申请人' }, { key: 'creditCode', label: '统一社会信用代码', kind: 'code', required: true, section: '申请人', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' },
    { key: 'contact', label: '联系人', kind: 'text', required: true, section: '申请人' }, { key: 'landArea', label: '用地面积', kind: 'number', unit: '公顷', required: true, section: '用地' },
    { key: 'landUse', label: '拟用途', kind: 'text', required: true, section: '用地' }, { key: 'plannedStart', label: '计划开工', kind: 'date', required: false, section: '用地' }, { key: 'reason', label: '选址说明', kind: 'longtext', required: false, section: '用地' }],
  materials: [
    { code: 'M01', name: '建设项目用地预审与选址申请表', required: true, hint: '加盖单位公章' }, { code: 'M02', name: '用地申请报告', required: true, hint: '' }, { code: 'M03', name: '项目建设依据', required: true, hint: '备案证、核准或批复' }, { code: 'M04', name: '规划说明图', required: false, hint: '' }],
  limits: { maxFileMiB: 64, acceptedTypes: ['.txt', '.pdf', '.jpg', '.png'] },
};

const kinds = [['SESSION_LOGIN', '登录'], ['CASE_OPEN', '查看案件'], ['TASK_COMPLETE', '办理环节'], ['REVIEW_RUN', '合规审查']];
export const audit = Array.from({ length: 24 }, (_, i) => ({
  recordId: String(88_120_441 - i), at: ago(0, i), account: i % 3 ? 'lijg' : 'wangxy', name: i % 3 ? '李建国' : '王秀英', organisation: i % 3 ? '用途管制股' : '窗口', address: '10.1.3.7',
  kind: kinds[i % 4][0], kindName: kinds[i % 4][1], objectType: 'case', objectId: 'c37', outcome: i === 5 ? 'refused' : 'success', errorCode: i === 5 ? 'SEC-0003' : null,
  summary: ['登录成功', '查看案件 西自资预审〔2024〕37号', '退回补正 案件 37号', '审查 一号地块,结论冲突'][i % 4], before: i % 4 === 2 ? '{"step":"经办初审"}' : null, after: i % 4 === 2 ? '{"step":"待补正"}' : null, sealed: i > 1, batchNo: i > 1 ? 1203 : null }));

export const processXml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="guotu">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start"/><bpmn:userTask id="accept" name="受理"/><bpmn:userTask id="officer" name="经办初审"/><bpmn:userTask id="joint" name="会审"/><bpmn:endEvent id="end"/>
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="accept"/><bpmn:sequenceFlow id="f2" sourceRef="accept" targetRef="officer"/><bpmn:sequenceFlow id="f3" sourceRef="officer" targetRef="joint"/><bpmn:sequenceFlow id="f4" sourceRef="joint" targetRef="end"/></bpmn:process>
<bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
<bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="60" y="122" width="36" height="36"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="s2" bpmnElement="accept"><dc:Bounds x="150" y="100" width="100" height="80"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="s3" bpmnElement="officer"><dc:Bounds x="310" y="100" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="s4" bpmnElement="joint"><dc:Bounds x="470" y="100" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="s5" bpmnElement="end"><dc:Bounds x="630" y="122" width="36" height="36"/></bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="96" y="140"/><di:waypoint x="150" y="140"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="250" y="140"/><di:waypoint x="310" y="140"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="e3" bpmnElement="f3"><di:waypoint x="410" y="140"/><di:waypoint x="470" y="140"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="e4" bpmnElement="f4"><di:waypoint x="570" y="140"/><di:waypoint x="630" y="140"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
export const process = { name: '用地预审与选址', version: 7, xml: processXml, nodes: [
  { nodeId: 'accept', name: '受理', state: 'done', by: '王秀英', arrivedAt: ago(18, 2), completedAt: ago(18), outcome: '受理', opinion: '材料齐全,予以受理。' },
  { nodeId: 'officer', name: '经办初审', state: 'active', by: '李建国', arrivedAt: ago(18), completedAt: null, outcome: null, opinion: null },
  { nodeId: 'joint', name: '会审', state: 'waiting', by: null, arrivedAt: null, completedAt: null, outcome: null, opinion: null }] };

const papers = { A4: [210, 297], A3: [297, 420], A2: [420, 594], A1: [594, 841], A0: [841, 1189] };
const framesOf = ([paper, [short, long]]) => [['landscape', long, short], ['portrait', short, long]].map(([orientation, w, h]) => ({ paper, orientation, left: 14, top: 29, width: w * 0.7, height: h * 0.68, mostDpi: 300 }));
export const printOptions = {
  layouts: [{ code: 'bureau', name: '规范图件', frames: Object.entries(papers).flatMap(framesOf) }, { code: 'plain', name: '工作用图(无签署栏)', frames: Object.entries(papers).flatMap(framesOf) }],
  faults: [{ file: 'own.json', reason: 'margin 要在 0 到 40 毫米之间' }], scales: [500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000, 200_000], largestPicture: 60_000_000,
};
const print = (id, state, o = {}) => ({ id, title: '西乡县城区土地利用现状图', paper: 'A3', orientation: 'landscape', format: 'pdf', scale: 10_000, state, step: null, done: 0, total: 5, createdAt: ago(0, 1), finishedAt: null, expiresAt: null, bytes: null, fault: null, ...o });
export const prints = [
  print('p4', 'drawing', { step: '绘制 永久基本农田', done: 2 }), print('p3', 'done', { done: 5, finishedAt: ago(0, 1), expiresAt: ago(-1), bytes: 417_779 }),
  print('p2', 'failed', { fault: { code: 'PUB-0011', text: '图例有 62 项,这个幅面只放得下 48 项,没有出图。', wayOut: '选大一号的幅面,或减少图层。' } }), print('p1', 'expired'),
];
