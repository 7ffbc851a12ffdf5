import geojsonvt from 'geojson-vt';
import vtpbf from 'vt-pbf';
import * as analysis from './fixtures-analysis.mjs';
import * as base from './fixtures.mjs';
import * as more from './fixtures-more.mjs';

/** A development server's stand-in for the API. It keeps drafts and the login in memory and decides nothing. */
const state = { loggedIn: true, drafts: new Map(), indexes: new Map() };

const page = (items, query) => ({ items, number: Number(query.get('page') ?? 1), size: Number(query.get('size') ?? 50), total: items.length });
const problem = (status, code, detail, wayOut) => ({ status, problem: { type: 'about:blank', title: detail, status, code, detail, wayOut, traceId: '7f31c0de9a' } });

function tile(code, z, x, y) {
  if (!state.indexes.has(code)) {
    state.indexes.set(code, geojsonvt({ type: 'FeatureCollection', features: more.features[code] ?? [] }, { maxZoom: 18, extent: 4096, buffer: 64, tolerance: 0, promoteId: null }));
  }
  const found = state.indexes.get(code).getTile(z, x, y);
  return found ? Buffer.from(vtpbf.fromGeojsonVt({ [code]: found }, { version: 2 })) : null;
}

const gets = [
  [/^\/session\/challenge$/, () => ({ publicKey: '04' + 'a'.repeat(128), nonce: '00ff', serverTime: new Date().toISOString() })],
  [/^\/session$/, () => (state.loggedIn ? base.session : problem(401, 'SEC-0002', '没有登录。', null))],
  [/^\/portal\/layout$/, () => base.layout],
  [/^\/tasks\/summary$/, () => base.summary],
  [/^\/tasks$/, (_, q) => page(q.get('q') ? base.tasks.filter((t) => t.projectName.includes(q.get('q'))) : base.tasks, q)],
  [/^\/matters$/, () => [{ code: more.matter.code, name: more.matter.name }]],
  [/^\/matters\/.+$/, () => more.matter],
  [/^\/drafts\/(.+)$/, ([key]) => (state.drafts.get(key) ?? problem(404, 'WEB-0404', '没有草稿。', null))],
  [/^\/cases$/, (_, q) => page(base.tasks.map((t) => ({ ...t, state: 'inProgress' })), q)],
  [/^\/cases\/[^/]+$/, () => base.caseDetail],
  [/^\/cases\/[^/]+\/map$/, () => base.caseMap],
  [/^\/cases\/[^/]+\/clock$/, () => base.clockLedger],
  [/^\/cases\/[^/]+\/process$/, () => more.process],
  [/^\/cases\/[^/]+\/history$/, () => base.history],
  [/^\/reviews$/, (_, q) => page([base.review], q)],
  [/^\/reviews\/missing$/, () => problem(404, 'REV-0002', '没有编号为 missing 的结论。', '核对编号,或在合规审查列表中查找。')],
  [/^\/reviews\/[^/]+$/, () => base.review],
  [/^\/layers$/, () => more.layers],
  [/^\/layers\/[^/]+\/revisions$/, () => more.revisions],
  [/^\/maps\/print\/options$/, () => more.printOptions],
  [/^\/maps\/print$/, () => more.prints],
  [/^\/rasters$/, () => []],
  [/^\/layers\/[^/]+\/difference$/, () => more.difference],
  [/^\/map-grants$/, () => more.grants],
  [/^\/map-grants\/choices$/, () => more.grantChoices],
  [/^\/map-tokens(\/everyone)?$/, () => more.tokens],
  [/^\/map-usage$/, () => more.usage],
  [/^\/identify$/, () => more.identify],
  [/^\/map\/locate$/, (_, q) => (q.get('q') === '无' ? [] : [{ title: '堰口镇', kind: '乡镇', lon: 107.77, lat: 32.98 }, { title: '西自资预审〔2024〕37号', kind: '案件', lon: 107.77, lat: 32.98, route: '/biz/cases/c37' }])],
  [/^\/map\/parcels$/, () => base.parcels],
  [/^\/analysis\/operators$/, () => analysis.operators],
  [/^\/analysis\/layers$/, () => analysis.layers],
  [/^\/analysis\/jobs\/([^/]+)$/, ([id]) => analysis.job(id)],
  [/^\/analysis\/jobs\/([^/]+)\/rows$/, ([id]) => analysis.rows(id)],
  [/^\/analysis\/jobs\/([^/]+)\/figures$/, ([id]) => analysis.figures(id)],
  [/^\/audit\/status$/, () => ({ records: 12_804, unsealed: 2, lastCheckpoint: { batchNo: 1203, at: base.ago(0, 1), keyId: '审计 2024' }, lastVerification: { at: base.ago(0, 3), ok: true, findings: 0 } })],
  [/^\/audit\/records$/, (_, q) => page(more.audit, q)],
  [/^\/audit\/records\/(.+)\/proof$/, ([id]) => ({ record: more.audit.find((r) => r.recordId === id) ?? more.audit[0], leaf: 'ab'.repeat(32), path: [{ hash: 'cd'.repeat(32), left: true }], root: 'ef'.repeat(32), batchNo: 1203, checkpoint: 'checkpoint', signature: '30'.repeat(8), publicKey: '04' + 'aa'.repeat(64) })],
];

const posts = [
  [/^\/session$/, () => { state.loggedIn = true; return base.session; }],
  [/^\/session\/password$/, () => base.session],
  [/^\/files$/, () => ({ digest: 'p1', name: 'parcel.txt', size: 1830, mediaType: 'text/plain' })],
  [/^\/parcels\/parse$/, (body) => (body.axis === 'eastFirst' ? problem(422, 'GEO-0009', '地块落在西乡县以外。', '按北在前读取,或换文件。') : base.parse)],
  [/^\/parcels\/precheck$/, () => ({ ...base.review, stored: false })],
  [/^\/cases$/, () => ({ caseId: 'c37', receiptNumber: 'SJ20240037' })],
  [/^\/cases\/[^/]+\/reviews$/, () => ({ reviewId: base.review.id })],
  [/^\/tasks\/[^/]+\/complete$/, () => ({ caseId: 'c37', nextSteps: [{ stepName: '窗口补正', assignees: ['王秀英'] }], clockEffect: '停表,等待申请人补正' })],
  [/^\/reviews$/, () => ({ reviewId: base.review.id })],
  [/^\/reviews\/[^/]+\/replay$/, () => ({ id: base.review.id, digest: base.review.digest, recomputed: base.review.digest, same: true, differences: [] })],
  [/^\/analysis\/run$/, (body) => analysis.job(body.operator)],
  [/^\/maps\/print$/, () => more.prints[0]],
  [/^\/maps\/print\/[^/]+\/cancel$/, () => ({ ...more.prints[0], state: 'cancelled' })],
  [/^\/audit\/verify$/, () => ({ ok: false, records: 12_804, findings: [{ kind: '记录缺失', where: '88120399' }] })],
];

function answer(table, path, argument) {
  for (const [pattern, act] of table) {
    const match = pattern.exec(path);
    if (match) return table === gets ? act(match.slice(1).map(decodeURIComponent), argument) : act(argument);
  }
  return undefined;
}

function write(res, result) {
  if (result === undefined || result === null) { res.statusCode = 204; res.end(); return; }
  res.statusCode = result.problem ? result.status : 200;
  res.setHeader('content-type', result.problem ? 'application/problem+json' : 'application/json');
  res.end(JSON.stringify(result.problem ?? result));
}

async function bodyOf(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  try { return JSON.parse(Buffer.concat(chunks).toString('utf8')); } catch { return {}; }
}

export async function handle(req, res) {
  const url = new URL(req.url, 'http://fixture');
  const path = url.pathname.replace(/^\/api\/v1/, '');
  const vector = /^\/layers\/([^/]+)\/tiles\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(path);
  if (vector) {
    const data = tile(vector[1], Number(vector[2]), Number(vector[3]), Number(vector[4]));
    res.statusCode = data ? 200 : 204;
    res.end(data ?? undefined);
    return;
  }
  if (req.method === 'GET') { write(res, answer(gets, path, url.searchParams)); return; }
  const body = await bodyOf(req);
  if (req.method === 'DELETE' && path === '/session') state.loggedIn = false;
  if (req.method === 'PUT') state.drafts.set(decodeURIComponent(path.slice(8)), { body: body.body, savedAt: new Date().toISOString() });
  if (req.method === 'DELETE') state.drafts.delete(decodeURIComponent(path.slice(8)));
  write(res, req.method === 'POST' ? answer(posts, path, body) : null);
}

export function fixtureServer() {
  return {
    name: 'guotu-fixtures',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((req, res, next) => (req.url?.startsWith('/api/v1') ? void handle(req, res) : next()));
    },
  };
}
