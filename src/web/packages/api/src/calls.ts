import type { ApiClient } from './client';
import type { Extent4490, FeatureCollection } from './types/common';
import type * as N from './types/analysis';
import type * as C from './types/cases';
import type * as I from './types/intake';
import type * as M from './types/map';
import type * as E from './types/mlps';
import type * as R from './types/reviews';
import type * as S from './types/session';
import type * as T from './types/tasks';
import { auditCalls } from './audit';
import { operationsCalls } from './operations';
import { terrainCalls } from './terrain';

/** Who is logged in, and what the portal shows that person. */
export const sessionCalls = (c: ApiClient) => ({
  challenge: () => c.get('/session/challenge'),
  /** For a challenge that was given out; in words for people who do not see pictures. */
  imageCode: (nonce: string, kind: 'picture' | 'words') => c.get('/session/image-code', { query: { nonce, kind } }),
  current: () => c.get('/session', { quiet401: true }),
  login: (account: string, cipher: string) => c.post('/session', { json: { account, cipher }, quiet401: true }),
  logout: () => c.delete('/session'),
  /** A wrong password answers 401 without the session being over. */
  prove: (cipher: string) => c.post('/session/proof', { json: { cipher }, quiet401: true }),
  changePassword: (cipher: string) => c.post('/session/password', { json: { cipher }, quiet401: true }),
  cityOffer: () => c.get('/session/city'),
  startCity: () => c.post('/session/city/start'),
  completeCity: (query: string, cipher: string) => c.post('/session/city', { json: { query, cipher }, quiet401: true }),
  layout: () => c.get('/portal/layout'),
  open: () => c.get('/session/open'),
  endSession: (id: string) => c.post('/session/open/{id}/end', { path: { id } }),
  endOthers: () => c.post('/session/open/end-others'),
  factor: () => c.get('/session/second-factor'),
  startOtp: () => c.post('/session/second-factor/otp'),
  /** Where the agent of the desk is, if this node takes certificates. */
  certificateLogin: () => c.get('/session/certificate-login'),
  certificates: () => c.get('/session/certificates'),
  confirmOtp: (code: string) => c.post('/session/second-factor/otp/confirm', { json: { code } }),
});

export const taskCalls = (c: ApiClient) => ({
  list: (query: T.TaskQuery) => c.get('/tasks', { query }),
  summary: () => c.get('/tasks/summary'),
  claim: (id: string) => c.post('/tasks/{id}/claim', { path: { id } }),
  release: (id: string) => c.post('/tasks/{id}/release', { path: { id } }),
  complete: (id: string, json: C.CompleteTask, requestId: string) => c.post('/tasks/{id}/complete', { path: { id }, json, requestId }),
  enterNumber: (id: string, json: C.NumberGiven, requestId: string) => c.post('/tasks/{id}/certificate-number', { path: { id }, json, requestId }),
});

export const intakeCalls = (c: ApiClient) => ({
  matters: () => c.get('/matters'),
  matter: (code: string) => c.get('/matters/{code}', { path: { code } }),
  upload: (file: File) => c.upload('/files', file),
  parse: (json: I.ParseRequest) => c.post('/parcels/parse', { json }),
  precheck: (json: I.PrecheckRequest) => c.post('/parcels/precheck', { json }),
  create: (json: I.NewCase, requestId: string) => c.post('/cases', { json, requestId }),
  /** The server keeps a draft as text it does not look into; its form is the page's own. */
  draft: async <B>(key: string): Promise<I.Draft<B>> => {
    const kept = await c.get('/drafts/{key}', { path: { key } });
    return { body: JSON.parse(kept.body) as B, savedAt: kept.savedAt };
  },
  saveDraft: (key: string, body: unknown) => c.put('/drafts/{key}', { path: { key }, json: { body: JSON.stringify(body) } }),
  dropDraft: (key: string) => c.delete('/drafts/{key}', { path: { key } }),
});

export const caseCalls = (c: ApiClient) => ({
  list: (query: C.CaseQuery) => c.get('/cases', { query }),
  detail: (id: string) => c.get('/cases/{id}', { path: { id } }),
  map: async (id: string) => (await c.get('/cases/{id}/map', { path: { id } })) as C.CaseMap,
  findPerson: (number: string, page: number, size: number) => c.post('/cases/find-person', { json: { number, page, size } }),
  unmask: (id: string, key: string, reason: string) => c.post('/cases/{id}/fields/{key}/unmask', { path: { id, key }, json: { reason } }),
  corrected: (id: string, json: C.Corrected) => c.post('/cases/{id}/corrected', { path: { id }, json }),
  review: (id: string) => c.post('/cases/{id}/reviews', { path: { id } }),
  attest: (id: string, json: C.Attestation) => c.post('/cases/{id}/attestations', { path: { id }, json }),
  exempt: (id: string, json: C.Exemption) => c.post('/cases/{id}/exemptions', { path: { id }, json }),
  clock: (id: string) => c.get('/cases/{id}/clock', { path: { id } }),
  stopClock: (id: string, json: C.ClockAct) => c.post('/cases/{id}/clock/stop', { path: { id }, json }),
  resumeClock: (id: string, json: C.ClockAct) => c.post('/cases/{id}/clock/resume', { path: { id }, json }),
  extendClock: (id: string, json: C.ClockExtension) => c.post('/cases/{id}/clock/extend', { path: { id }, json }),
  process: (id: string) => c.get('/cases/{id}/process', { path: { id } }),
  history: (id: string) => c.get('/cases/{id}/history', { path: { id } }),
  documentUrl: (id: string) => c.url('/documents/{id}', { path: { id } }),
  fileUrl: (digest: string, caseId: string) => c.url('/files/{digest}', { path: { digest }, query: { case: caseId } }),
});

export const reviewCalls = (c: ApiClient) => ({
  list: (query: R.ReviewQuery) => c.get('/reviews', { query }),
  create: (json: R.NewReview) => c.post('/reviews', { json }),
  detail: (id: string) => c.get('/reviews/{id}', { path: { id } }),
  replay: (id: string) => c.post('/reviews/{id}/replay', { path: { id } }),
  reportUrl: (id: string) => c.url('/reviews/{id}/report', { path: { id } }),
});

export const mapCalls = (c: ApiClient) => ({
  layers: () => c.get('/layers'),
  revisions: (code: string) => c.get('/layers/{code}/revisions', { path: { code } }),
  difference: (code: string, from: number, to: number) => c.get('/layers/{code}/difference', { path: { code }, query: { from, to } }),
  tileUrl: (code: string, revision: number) => c.template('/layers/{code}/tiles/{z}/{x}/{y}.mvt', { code }, { rev: revision }),
  identify: (lon: number, lat: number, layers: string[]) => c.get('/identify', { query: { lon, lat, layers: layers.join(',') } }),
  locate: (q: string) => c.get('/map/locate', { query: { q } }),
  overlay: (json: M.OverlayRequest) => c.post('/map/overlay', { json }),
  parcels: async (bbox: Extent4490) => (await c.get('/map/parcels', { query: { bbox: bbox.join(',') } })) as FeatureCollection,
});

export const analysisCalls = (c: ApiClient) => ({
  operators: () => c.get('/analysis/operators'),
  layers: () => c.get('/analysis/layers'),
  run: (json: N.AnalysisRun, signal?: AbortSignal) => c.post('/analysis/run', { json: json as N.AnalysisRunBody, signal }),
  /** Figures out of a file of any format that parcels come in; the file is not kept. */
  figuresOf: async (file: File, reading: { layer?: string; zone?: number }) => (await c.upload('/analysis/figures', file, { query: reading })) as N.FigureFile,
  list: () => c.get('/analysis/jobs'),
  job: (id: string) => c.get('/analysis/jobs/{id}', { path: { id } }),
  rows: (id: string, page: number, size: number) => c.get('/analysis/jobs/{id}/rows', { path: { id }, query: { page, size } }),
  figures: async (id: string) => (await c.get('/analysis/jobs/{id}/figures', { path: { id } })) as N.AnalysisFigures,
  cancel: (id: string) => c.post('/analysis/jobs/{id}/cancel', { path: { id } }),
  clear: (id: string) => c.delete('/analysis/jobs/{id}', { path: { id } }),
  export: (id: string, format: string) => c.download('/analysis/jobs/{id}/export', { path: { id }, json: { format, encoding: 'UTF-8' } }),
});

export const printCalls = (c: ApiClient) => ({
  options: () => c.get('/maps/print/options'),
  list: () => c.get('/maps/print'),
  order: (json: M.PrintOrder, requestId: string) => c.post('/maps/print', { json, requestId }),
  cancel: (id: string) => c.post('/maps/print/{id}/cancel', { path: { id } }),
  resultUrl: (id: string) => c.url('/maps/print/{id}/result', { path: { id } }),
});

/** Files that become a layer's new revision: looked at, settled, asked for, followed. */
export const importCalls = (c: ApiClient) => ({
  options: () => c.get('/imports/options'),
  list: () => c.get('/imports'),
  one: (id: string) => c.get('/imports/{id}', { path: { id } }),
  refusalsUrl: (id: string) => c.url('/imports/{id}/refusals', { path: { id } }),
  open: (layer: string, digest: string) => c.post('/imports', { json: { layer, digest } }),
  inspect: (id: string, json: M.ImportChoices) => c.post('/imports/{id}/inspect', { path: { id }, json }),
  start: (id: string, json: M.ImportStart, requestId: string) => c.post('/imports/{id}/start', { path: { id }, json, requestId }),
  cancel: (id: string) => c.post('/imports/{id}/cancel', { path: { id } }),
});

/** Who sees which layers, tokens of desktop programs, use of the services. */
export const publishingCalls = (c: ApiClient) => ({
  grants: () => c.get('/map-grants'),
  grantChoices: () => c.get('/map-grants/choices'),
  grant: (json: M.NewGrant) => c.post('/map-grants', { json }),
  previewGrant: (json: M.NewGrant) => c.post('/map-grants/preview', { json }),
  previewRevoke: (id: string) => c.post('/map-grants/{id}/revoke/preview', { path: { id } }),
  revokeGrant: (id: string) => c.post('/map-grants/{id}/revoke', { path: { id } }),
  myTokens: () => c.get('/map-tokens'),
  makeToken: (json: M.NewToken) => c.post('/map-tokens', { json }),
  revokeToken: (id: string) => c.post('/map-tokens/{id}/revoke', { path: { id } }),
  everyonesTokens: () => c.get('/map-tokens/everyone'),
  withdrawToken: (id: string) => c.post('/map-tokens/{id}/withdraw', { path: { id } }),
  usage: () => c.get('/map-usage'),
});

/** Who the holder of an account is and where: codes of the organisation and of all posts. */
interface Placement { name: string; organisation: string; posts: string[] }

/** Accounts are the system administrator's, policies the security administrator's. */
export const accountCalls = (c: ApiClient) => ({
  list: () => c.get('/accounts'),
  choices: () => c.get('/accounts/choices'),
  create: (json: { account: string; name: string; organisation: string; posts: string[]; contact: string; expiresOn: string | null }) => c.post('/accounts', { json }),
  change: (account: string, wanted: Placement, seen: Placement) => c.put('/accounts/{account}', { path: { account }, json: { wanted, seen } }),
  setContact: (account: string, contact: string) => c.post('/accounts/{account}/contact', { path: { account }, json: { contact } }),
  enable: (account: string) => c.post('/accounts/{account}/enable', { path: { account } }),
  disable: (account: string) => c.post('/accounts/{account}/disable', { path: { account } }),
  unlock: (account: string) => c.post('/accounts/{account}/unlock', { path: { account } }),
  reset: (account: string) => c.post('/accounts/{account}/reset', { path: { account } }),
  setExpiry: (account: string, on: string | null) => c.post('/accounts/{account}/expiry', { path: { account }, json: { on } }),
  disableInactive: () => c.post('/accounts/disable-inactive'),
  sessions: () => c.get('/security/sessions'),
  endSession: (id: string) => c.post('/security/sessions/{id}/end', { path: { id } }),
  factors: () => c.get('/security/second-factors'),
  setRoleFactor: (role: string, required: boolean) => c.put('/security/second-factors/roles/{role}', { path: { role }, json: { required } }),
  resetFactor: (account: string) => c.post('/security/second-factors/accounts/{account}/reset', { path: { account } }),
  policies: () => c.get('/security/password-policy'),
  loginPolicy: () => c.get('/security/login-policy'),
  changeLoginPolicy: (json: S.LoginPolicy) => c.put('/security/login-policy', { json }),
  exportPolicy: () => c.get('/security/export-policy'),
  changeExportPolicy: (json: S.ExportPolicy) => c.put('/security/export-policy', { json }),
  sessionPolicies: () => c.get('/security/session-policy'),
  changeSessionPolicy: (audience: string, json: S.SessionPolicy) => c.put('/security/session-policy/{audience}', { path: { audience }, json }),
  changePolicy: (audience: string, json: S.PasswordPolicy) => c.put('/security/password-policy/{audience}', { path: { audience }, json }),
});

/** Files that pages make themselves are taken down before they are saved. */
export const exportCalls = (c: ApiClient) => ({
  register: (json: S.PageExport) => c.post('/exports', { json }),
});

/** Certificates of people: the security administrator's. `certificate` is Base64 of the file, in acts on a bound one its serial number or SM3. */
export const certificateCalls = (c: ApiClient) => ({
  list: () => c.get('/security/certificates'),
  look: (certificate: string) => c.post('/security/certificates/look', { json: { certificate } }),
  bind: (account: string, certificate: string) => c.post('/security/certificates', { json: { account, certificate } }),
  unbind: (account: string, certificate: string) => c.post('/security/certificates/unbind', { json: { account, certificate } }),
});

/** Authorities and revocation lists that certificates of people are judged by. `file` is Base64. */
export const trustCalls = (c: ApiClient) => ({
  read: () => c.get('/security/trust'),
  look: (file: string) => c.post('/security/trust/look', { json: { file } }),
  add: (file: string) => c.post('/security/trust/authorities', { json: { file } }),
  bring: (file: string) => c.post('/security/trust/lists', { json: { file } }),
  remove: (sm3: string) => c.post('/security/trust/remove', { json: { sm3 } }),
});

/** Requests that a second person decides. */
export const controlCalls = (c: ApiClient) => ({
  kinds: () => c.get('/control-requests/kinds'),
  list: (query: { state?: string; page?: number; size?: number }) => c.get('/control-requests', { query }),
  ask: (json: { kind: string; parameters: Record<string, string>; reason: string }) => c.post('/control-requests', { json }),
  approve: (id: string, text: string) => c.post('/control-requests/{id}/approve', { path: { id }, json: { text } }),
  reject: (id: string, text: string) => c.post('/control-requests/{id}/reject', { path: { id }, json: { text } }),
  withdraw: (id: string) => c.post('/control-requests/{id}/withdraw', { path: { id } }),
});

/** Rights lent to a colleague until a day. */
export const delegationCalls = (c: ApiClient) => ({
  own: () => c.get('/delegations'),
  ask: (json: { to: string; roles: string[]; posts: string[]; until: string; reason: string }) => c.post('/delegations', { json }),
  end: (id: string) => c.post('/delegations/{id}/end', { path: { id } }),
  all: () => c.get('/security/delegations'),
  confirm: (id: string) => c.post('/security/delegations/{id}/confirm', { path: { id } }),
  refuse: (id: string) => c.post('/security/delegations/{id}/refuse', { path: { id } }),
  withdraw: (id: string) => c.post('/security/delegations/{id}/end', { path: { id } }),
});

/** Rights of an organisation, looked through line by line. */
export const accessReviewCalls = (c: ApiClient) => ({
  list: () => c.get('/access-reviews'),
  open: (organisation: string, dueOn: string) => c.post('/access-reviews', { json: { organisation, dueOn } }),
  detail: (id: string) => c.get('/access-reviews/{id}', { path: { id } }),
  keep: (id: string, line: string, note: string) => c.post('/access-reviews/{id}/lines/{line}/keep', { path: { id, line }, json: { note } }),
  withdraw: (id: string, line: string, note: string) => c.post('/access-reviews/{id}/lines/{line}/withdraw', { path: { id, line }, json: { note } }),
  sign: (id: string) => c.post('/access-reviews/{id}/sign', { path: { id } }),
  exportUrl: (id: string) => c.url('/access-reviews/{id}/export', { path: { id } }),
  workbookUrl: (id: string) => c.url('/access-reviews/{id}/workbook', { path: { id } }),
});

/** Roles of people: the security administrator's. The matrix is also the auditor's. */
export const roleCalls = (c: ApiClient) => ({
  list: () => c.get('/role-grants'),
  grant: (account: string, role: string, until: string | null) => c.post('/role-grants', { json: { account, role, until } }),
  revoke: (account: string, role: string) => c.post('/role-grants/revoke', { json: { account, role } }),
  preview: (account: string, role: string, act: 'grant' | 'revoke') => c.post('/role-grants/preview', { json: { account, role, act } }),
  matrix: () => c.get('/role-matrix'),
  workbookUrl: () => c.url('/role-matrix/workbook', {}),
});

/** Labels of people and of layers, and why somebody can or cannot reach something: the security administrator's. */
export const labelCalls = (c: ApiClient) => ({
  clearances: () => c.get('/clearances'),
  setClearance: (account: string, json: S.NewLabel) => c.put('/clearances/{account}', { path: { account }, json }),
  objects: () => c.get('/object-labels'),
  revisions: (code: string) => c.get('/object-labels/{code}/revisions', { path: { code } }),
  setObject: (code: string, json: S.NewLabel) => c.put('/object-labels/{code}', { path: { code }, json }),
  previewClearance: (account: string, level: string, categories: string[]) => c.post('/clearances/{account}/preview', { path: { account }, json: { level, categories } }),
  reach: (account: string) => c.get('/access-reach/{account}', { path: { account } }),
  useCases: () => c.get('/access-decisions/use-cases'),
  kinds: () => c.get('/access-decisions/kinds'),
  why: (account: string, kind: string, objectId: string) => c.get('/access-decisions/{account}/{kind}/{objectId}', { path: { account, kind, objectId } }),
});

/** Signing on to other systems, and their registration by the security administrator. */
export const openidCalls = (c: ApiClient) => ({
  ask: (query: string) => c.post('/openid/requests', { json: { query } }),
  signOn: (query: string, ticket: string) => c.post('/openid/sign-ons', { json: { query, ticket } }),
  askLogout: (query: string) => c.post('/openid/logout-requests', { json: { query } }),
  systems: () => c.get('/openid/systems'),
  administration: () => c.get('/openid/administration'),
  setProvider: (issuer: string, enabled: boolean) => c.put('/openid/provider', { json: { issuer, enabled } }),
  rotateKey: () => c.post('/openid/keys/rotate'),
  withdrawKeys: () => c.post('/openid/keys/withdraw'),
  add: (json: S.OpenIdClientBody) => c.post('/openid/clients', { json }),
  change: (code: string, json: S.OpenIdClientBody) => c.put('/openid/clients/{code}', { path: { code }, json }),
  logoutNotice: (code: string, address: string | null) => c.put('/openid/clients/{code}/logout-notice', { path: { code }, json: { address } }),
  enable: (code: string) => c.post('/openid/clients/{code}/enable', { path: { code } }),
  disable: (code: string) => c.post('/openid/clients/{code}/disable', { path: { code } }),
  upstream: () => c.get('/openid/upstream'),
  setUpstream: (json: S.UpstreamBody) => c.put('/openid/upstream', { json }),
  checkUpstream: () => c.post('/openid/upstream/check'),
  bind: (json: { account: string; subject: string; reason: string }) => c.post('/openid/upstream/bindings', { json }),
  unbind: (account: string) => c.post('/openid/upstream/bindings/{account}/end', { path: { account } }),
  renewSecret: (code: string) => c.post('/openid/clients/{code}/secret', { path: { code } }),
});

/** The assessment by both standards: runs, their signed reports, and what people enter. */
export const mlpsCalls = (c: ApiClient) => ({
  runs: () => c.get('/mlps/runs'),
  start: () => c.post('/mlps/runs'),
  cancel: (id: string) => c.post('/mlps/runs/{id}/cancel', { path: { id } }),
  form: (id: string) => c.get('/mlps/runs/{id}/form', { path: { id } }),
  evidence: (id: string, code: string) => c.get('/mlps/runs/{id}/evidence/{code}', { path: { id, code } }),
  compare: (id: string, other: string) => c.get('/mlps/runs/{id}/compare/{other}', { path: { id, other } }),
  entries: () => c.get('/mlps/entries'),
  fill: (json: E.NewMlpsEntry) => c.post('/mlps/entries', { json }),
  packageUrl: (id: string) => c.url('/mlps/runs/{id}/package', { path: { id } }),
  paperUrl: (id: string) => c.url('/mlps/runs/{id}/paper', { path: { id } }),
});

export function createApi(client: ApiClient) {
  return {
    client,
    session: sessionCalls(client),
    tasks: taskCalls(client),
    intake: intakeCalls(client),
    cases: caseCalls(client),
    reviews: reviewCalls(client),
    map: mapCalls(client),
    mlps: mlpsCalls(client),
    analysis: analysisCalls(client),
    prints: printCalls(client),
    imports: importCalls(client),
    audit: auditCalls(client),
    control: controlCalls(client),
    accessReviews: accessReviewCalls(client),
    delegations: delegationCalls(client),
    accounts: accountCalls(client),
    roles: roleCalls(client),
    exports: exportCalls(client),
    certificates: certificateCalls(client),
    trust: trustCalls(client),
    labels: labelCalls(client),
    openid: openidCalls(client),
    terrain: terrainCalls(client),
    publishing: publishingCalls(client),
    operations: operationsCalls(client),
  };
}

export type Api = ReturnType<typeof createApi>;
