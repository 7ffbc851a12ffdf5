import { at, conflict, extent, parcel, polygon } from './scene.mjs';

const now = Date.now();
const day = 86_400_000;
const iso = (ms) => new Date(ms).toISOString().replace('Z', '000Z');
const date = (offset) => new Date(now + 8 * 3600_000 + offset * day).toISOString().slice(0, 10);
export const ago = (days, hours = 0) => iso(now - days * day - hours * 3600_000);

export const session = {
  user: { id: 'u1', account: 'lijg', name: '李建国', organisation: { id: 'o1', name: '用途管制股' }, posts: [{ code: 'officer', name: '经办人' }], mustChangePassword: false, mustBindSecondFactor: false },
  permissions: [], csrfToken: 'fixture', password: { leastLength: 10, leastClasses: 3, daysLeft: null }, lastLogin: { at: ago(1, 2), address: '10.1.3.7' }, failuresSince: 0, idleMinutes: 15, demonstration: true,
  county: { code: '610724', name: '西乡县', bureau: '西乡自然资源', centralMeridian: 108, zone: 36, extent4490: [107.25, 32.5, 108.25, 33.3] },
};

export const layout = {
  parts: [
    { key: 'home', title: '首页', pages: [{ key: 'home', title: '工作台', route: '/home' }] },
    { key: 'map', title: '一张图', pages: [{ key: 'map', title: '一张图', route: '/map' }, { key: 'map.find', title: '找地', route: '/map/find' }, { key: 'map.options', title: '方案比选', route: '/map/options' }] },
    { key: 'biz', title: '业务中心', pages: [
      { key: 'biz.todo', title: '待办', route: '/biz/todo' }, { key: 'biz.doing', title: '在办', route: '/biz/doing' }, { key: 'biz.done', title: '已办', route: '/biz/done' },
      { key: 'biz.intake', title: '新收件', route: '/biz/intake/new' }, { key: 'biz.review', title: '合规审查', route: '/biz/review' }] },
    { key: 'res', title: '资源中心', pages: [{ key: 'res.layers', title: '图层', route: '/res/layers' }] },
    { key: 'adm', title: '系统管理', pages: [{ key: 'adm.audit', title: '审计', route: '/adm/audit' }] },
  ],
  home: { widgets: [{ key: 'todo', column: 1 }] },
};

const task = (n, o) => ({
  taskId: `t${n}`, caseId: `c${n}`, caseNumber: `西自资预审〔2024〕${n}号`, receiptNumber: `SJ2024${String(n).padStart(4, '0')}`, projectName: '牧马河产业园标准厂房二期',
  matterName: '建设项目用地预审与选址意见书', stepName: '经办初审', arrivedAt: ago(3, n), fromName: '王秀英', dueDate: date(2), remainingDays: 2, provisional: false, light: 'yellow',
  verdict: 'conflict', conflictCount: 1, undeterminedCount: 1, claimedBy: null, mine: true, ...o,
});

export const tasks = [
  task(29, { projectName: '河东易地搬迁安置点', stepName: '会审', remainingDays: -1, dueDate: date(-1), light: 'red', verdict: 'undetermined', conflictCount: 0, fromName: '张伟', claimedBy: { id: 'u2', name: '张伟' }, mine: false }),
  task(37, {}),
  task(41, { projectName: '堰口镇农产品冷链物流中心', remainingDays: 0, dueDate: date(0), verdict: 'compliant', conflictCount: 0, undeterminedCount: 0 }),
  task(33, { projectName: '茶镇水厂扩建', light: 'paused', remainingDays: 6, dueDate: date(9), verdict: 'compliant', conflictCount: 0, undeterminedCount: 0, fromName: '陈静' }),
  task(44, { projectName: '古城村标准化厂房配套道路', light: 'green', remainingDays: 7, dueDate: date(10), verdict: null, caseNumber: null, stepName: '受理', fromName: '窗口' }),
  task(45, { projectName: '沙河镇卫生院迁建', light: 'none', remainingDays: null, dueDate: null, verdict: 'compliant', conflictCount: 0, undeterminedCount: 0, provisional: true, caseNumber: null, stepName: '受理', fromName: '窗口' }),
];

export const summary = { overdue: 1, dueSoon: 2, paused: 1, todo: 6, doing: 31, doneThisMonth: 46 };

const clause = (text, title, full) => ({ text, title, full });
const check = (o) => ({
  parcel: '1', layer: null, layerName: null, revision: null, asOf: null, planeArea: 0, ellipsoidalArea: 0, share: 0,
  clause: clause('', '', ''), reason: null, attested: null, exemption: null, hits: [], geometry: null, ...o,
});

export const checks = [
  check({ rule: 'S3', name: '永久基本农田', layer: 'YJJBNT', layerName: '永久基本农田', revision: 2, asOf: '2024-03-31', status: 'conflict', planeArea: 1286.3521, ellipsoidalArea: 1286.4012, share: 0.0312, clause: clause('土地管理法 35', '中华人民共和国土地管理法第三十五条', '永久基本农田经依法划定后,任何单位和个人不得擅自占用或者改变其用途。'), hits: [{ featureId: '0127', label: '图斑 0127', planeArea: 1102.07, ellipsoidalArea: 1102.11 }, { featureId: '0131', label: '图斑 0131', planeArea: 184.28, ellipsoidalArea: 184.29 }], geometry: polygon(conflict, {}).geometry }),
  check({ rule: 'S9', name: '压覆矿产', layer: 'CKQ', layerName: '采矿权', revision: 4, asOf: '2024-05-22', status: 'undetermined', planeArea: null, ellipsoidalArea: null, share: null, reason: '采矿权 已过期 41 天', clause: clause('矿产资源法 33', '矿产资源法第三十三条', '在建设铁路、工厂等之前,建设单位必须了解拟建工程所在地区的矿产资源分布和开采情况。') }),
  check({ rule: 'S14', name: '林地', layer: 'LD', layerName: '林地', revision: 1, asOf: '2023-12-31', status: 'justify', planeArea: 6112.07, ellipsoidalArea: 6112.3, share: 0.1482, clause: clause('森林法 37', '森林法第三十七条', '应当不占或者少占林地。') }),
  check({ rule: 'S4', name: '生态保护红线', layer: 'STBHHX', layerName: '生态保护红线', revision: 3, asOf: '2023-11-20', status: 'compliant', clause: clause('红线管控通知', '关于加强生态保护红线管理的通知', '生态保护红线内,自然保护地核心保护区原则上禁止人为活动。') }),
  check({ rule: 'S5', name: '城镇开发边界内', layer: 'CZKFBJ', layerName: '城镇开发边界', revision: 3, asOf: '2023-11-20', status: 'compliant', planeArea: 41230.55, ellipsoidalArea: 41232.1, share: 1, clause: clause('县级总规 4.2', '西乡县国土空间总体规划 4.2', '新增城镇建设用地应当在城镇开发边界内布局。') }),
  check({ rule: 'S8', name: '地质灾害', status: 'compliant', clause: clause('防治条例 21', '地质灾害防治条例第二十一条', '在地质灾害易发区内进行工程建设应当进行地质灾害危险性评估。'), attested: { by: '张伟', document: '地灾评估意见.pdf', validUntil: '2025-05-10' } }),
  check({ rule: 'S10', name: '重复审批', layer: 'YSXZ', layerName: '预审选址', revision: 12, asOf: '2024-07-02', status: 'compliant', clause: clause('内部规则 3', '局内审批规则第 3 条', '同一地块不得重复出具用地预审与选址意见书。') }),
];

export const parcels = { type: 'FeatureCollection', features: [polygon(parcel, { number: '1', name: '一号地块', caseId: 'c37' }, '1')] };
export const conflicts = { type: 'FeatureCollection', features: [polygon(conflict, { rule: 'S3', layer: 'YJJBNT', planeArea: 1286.3521, name: '永农' }, 'x')] };
export const caseMap = { parcels, conflicts, extent4490: extent };

const cells = [];
const kinds = ['used', 'used', 'stopped', 'stopped', 'stopped', 'used', 'used', 'used', 'used', 'used', 'used', 'today', 'toPromise', ...Array(10).fill('toStatutory')];
kinds.forEach((kind, i) => cells.push({ date: date(i - 11), kind }));
const clock = { startedOn: date(-11), promisedDue: date(1), statutoryDue: date(12), remaining: 2, light: 'yellow', provisional: false, promisedDays: 10, statutoryDays: 20, used: 8, stopped: 3, cells };

const action = (key, label, kind, o = {}) => ({ key, label, kind, enabled: true, reason: null, wayOut: null, needsReason: false, targets: [], ...o });
const material = (n, name, file, required = true) => ({ id: `m${n}`, code: `M0${n}`, name, required, file: file ? { digest: `d${n}`, name: file, size: 48_211 * n, mediaType: 'application/pdf' } : null });

export const caseDetail = {
  caseId: 'c37', rowVersion: 7, receiptNumber: 'SJ20240037', caseNumber: '西自资预审〔2024〕37号', projectName: '牧马河产业园标准厂房二期', projectCode: 'XX610724-2024-00118',
  matter: { code: 'land-preexamination', name: '用地预审与选址' }, state: 'inProgress', step: { code: 'officer', name: '经办初审' }, town: { code: '610724101', name: '堰口镇' },
  fields: [
    { key: 'applicant', label: '建设单位', value: '西乡县产业投资有限公司', source: null }, { key: 'projectCode', label: '项目代码', value: '2406-610724-04-01-118327', source: '投资平台' },
    { key: 'area', label: '用地面积(公顷)', value: '4.1229', source: 'parcel.txt' }, { key: 'use', label: '用途', value: '工业用地', source: null }],
  parcels: [{ number: '1', name: '一号地块', declaredArea: 41230, planeArea: 41228.9102, ellipsoidalArea: 41230.5531, source: { file: 'parcel.txt', crs: '2000 · 3度带36' } }],
  landClasses: [{ code: '0103', name: '旱地', planeArea: 22604.12, share: 0.5482 }, { code: '0101', name: '水田', planeArea: 9870.3, share: 0.2394 }, { code: '0307', name: '其他林地', planeArea: 6112.07, share: 0.1482 }, { code: '1006', name: '农村道路', planeArea: 2644.06, share: 0.0641 }],
  landClassRevision: { layer: 'DLTB', revision: 2, asOf: '2023-12-31' },
  materials: [material(1, '申请表', '申请表.pdf'), material(2, '用地申请报告', '用地申请报告.pdf'), material(3, '项目备案证', '项目备案证.pdf'), material(4, '边界坐标', 'parcel.txt'), material(5, '规划说明图', null, false)],
  clock,
  verdict: { reviewId: 'V-20240702-0031', overall: 'conflict', reviewedAt: ago(0, 1), ruleVersion: 'YS-2024.06-v3', revisionCount: 9, conflictCount: 1, undeterminedCount: 1, justifyCount: 1, stage: 'intake', signatureValid: true, headline: '占永久基本农田 1,286.35 m²(3.12%);1 项无法判定。现在不能出证。', stale: [] },
  checks,
  checklist: [
    { key: 'materials', title: '核对材料', state: 'done', note: null }, { key: 'parcels', title: '核对图形与面积', state: 'done', note: null }, { key: 'landClasses', title: '核对占地类', state: 'done', note: null },
    { key: 'checks', title: '处理冲突与无法判定', state: 'problem', note: null }, { key: 'opinion', title: '拟初审意见', state: 'blocked', note: null }],
  opinions: [
    { at: ago(8, 5), byName: '李建国', postName: '用途管制股', stepName: '经办初审', action: '恢复计时', text: '专家评审意见已到。', attachments: [{ digest: 'd9', name: '评审意见.pdf' }] },
    { at: ago(14), byName: '李建国', postName: '用途管制股', stepName: '经办初审', action: '停表(专家评审)', text: '', attachments: [] },
    { at: ago(18), byName: '王秀英', postName: '窗口', stepName: '受理', action: '受理', text: '材料齐全,予以受理。', attachments: [] }],
  task: { taskId: 't37', stepCode: 'officer', stepName: '经办初审', claimedBy: { id: 'u1', name: '李建国' }, mine: true, opinionRequired: true, entersNumber: false, formFields: [],
    actions: [
      action('returnToApplicant', '退回补正', 'primary', { needsReason: true, targets: [{ key: 'window', label: '退回申请人(补正) · 窗口 王秀英' }] }),
      action('pass', '送审', 'normal', { enabled: false, reason: '结论为冲突,没有论证附件。', wayOut: { text: '添加论证', route: '/biz/cases/c37?act=exempt&rule=S3' } }),
      action('return', '退回上一步', 'normal', { needsReason: true, targets: [{ key: 'accept', label: '受理 · 王秀英' }] })] },
  documents: [{ id: 'doc1', kind: 'verdictReport', title: '合规审查报告', fileDigest: 'd20', createdAt: ago(0, 1), superseded: false }, { id: 'doc2', kind: 'acceptNotice', title: '受理通知书', fileDigest: 'd21', createdAt: ago(18), superseded: false }],
  certificate: null,
  chain: [
    { key: 'parcel', title: '地块 DK-2024-00412', state: 'reached', text: '1 宗', date: null, route: '/map?sel=parcel:c37:1' }, { key: 'revision', title: '数据版本', state: 'reached', text: '9 个', date: null, route: '/res/layers' },
    { key: 'verdict', title: '审查结论', state: 'reached', text: '冲突', date: ago(0, 1), route: '/biz/review/V-20240702-0031' }, { key: 'case', title: '案件 预审〔2024〕37号', state: 'reached', text: '经办初审', date: null, route: '/biz/cases/c37' },
    { key: 'project', title: '项目', state: 'none', text: '', date: null, route: null }, { key: 'certificate', title: '证书', state: 'none', text: '', date: null, route: null },
    { key: 'archive', title: '档案', state: 'denied', text: '无权查看(档案室)', date: null, route: null }, { key: 'public', title: '公开页', state: 'none', text: '', date: null, route: null }],
};

export const clockLedger = { ...clock, calendarVersions: ['2024 v2'], recomputed: { same: true }, entries: [
  { at: ago(18), kind: '受理', reason: '起算日为次日', document: { digest: 'd21', name: '受理通知 0037' }, byName: '王秀英' },
  { at: ago(14), kind: '停表', reason: '专家评审', document: { digest: 'd8', name: '评审委托.pdf' }, byName: '李建国' },
  { at: ago(8, 5), kind: '恢复', reason: '评审意见已到,停 3 个工作日', document: { digest: 'd9', name: '评审意见.pdf' }, byName: '李建国' }] };

export const history = [
  { at: ago(0, 1), byName: '李建国', kind: '审查', text: '重新审查,结论冲突' }, { at: ago(8, 5), byName: '李建国', kind: '时钟', text: '恢复计时' },
  { at: ago(14), byName: '李建国', kind: '时钟', text: '停表:专家评审' }, { at: ago(18), byName: '王秀英', kind: '受理', text: '受理,编号 西自资预审〔2024〕37号' }];

const figures = { number: '1', name: '一号地块', use: '工业用地', declaredArea: 41230, planeArea: 41228.9102, ellipsoidalArea: 41230.5531, parts: 1, holes: 0, vertices: 5 };
export const review = {
  id: 'V-20240702-0031', overall: 'conflict', stage: 'intake', reviewedAt: ago(0, 1), matter: 'land-preexamination', engine: '1.4.2', ruleVersion: 'YS-2024.06-v3', projection: { epsg: 4524 }, caseId: 'c37',
  parcels: [figures], checks, digest: 'a91f6c0e9d8b4f1e2f3a4b5c6d7e8f90112233445566778899aabbccddeeff00', signature: { keyId: '西乡局审查服务器 2024', valid: true },
  revisions: ['永久基本农田 YJJBNT 2', '生态保护红线 STBHHX 3', '城镇开发边界 CZKFBJ 3', '地类图斑 DLTB 2'].map((t) => { const [name, layer, revision] = t.split(' '); return { layer, name, revision: Number(revision), digest: 'a91f6c0e9d8b4f1e', asOf: '2024-03-31' }; }),
  counts: { conflict: 1, undetermined: 1, justify: 1, information: 0, compliant: 4 },
};

export const parse = {
  digest: 'p1', format: '2000 坐标交换格式', encoding: 'GBK', crs: { epsg: 4524, zone: 36, degrees: false, prefixed: true, reason: '文件头写明 3 度带 36' },
  warnings: [{ code: 'GEO-0012', text: '坐标首行 X、Y 可能颠倒。', line: 14, ring: 1 }, { code: 'GEO-0015', text: '文件面积 4.1230 公顷,计算 4.1229,差 0.0001(允许)。' }],
  parcels: [figures], geometry: parcels,
  points: parcel.map((p, i) => { const [lon, lat] = at(p); return { parcel: '1', ring: 1, label: `J${i + 1}`, north: 3650500 + p[1], east: 36478500 + p[0], lon, lat }; }),
};
