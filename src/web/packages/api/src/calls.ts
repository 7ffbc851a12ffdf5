import type { ApiClient } from './client';
import type { Extent4490, FeatureCollection, FileRef, Page } from './types/common';
import type * as A from './types/audit';
import type * as C from './types/cases';
import type * as I from './types/intake';
import type * as M from './types/map';
import type * as R from './types/reviews';
import type * as S from './types/session';
import type * as T from './types/tasks';

const id = encodeURIComponent;

/** Who is logged in, and what the portal shows that person. */
export const sessionCalls = (c: ApiClient) => ({
  challenge: () => c.get<S.Challenge>('/session/challenge'),
  current: () => c.call<S.Session>('/session', { quiet401: true }),
  login: (account: string, cipher: string) =>
    c.call<S.Session>('/session', { method: 'POST', json: { account, cipher }, quiet401: true }),
  logout: () => c.call<void>('/session', { method: 'DELETE' }),
  changePassword: (cipher: string) =>
    c.call<S.Session>('/session/password', { method: 'POST', json: { cipher }, quiet401: true }),
  layout: () => c.get<S.PortalLayout>('/portal/layout'),
});

export const taskCalls = (c: ApiClient) => ({
  list: (query: T.TaskQuery) => c.get<Page<T.TaskRow>>('/tasks', { ...query }),
  summary: () => c.get<T.TaskSummary>('/tasks/summary'),
  claim: (taskId: string, rowVersion: number) => c.post<void>(`/tasks/${id(taskId)}/claim`, { rowVersion }),
  release: (taskId: string, rowVersion: number) => c.post<void>(`/tasks/${id(taskId)}/release`, { rowVersion }),
  complete: (taskId: string, body: C.CompleteTask, requestId: string) =>
    c.post<C.CompleteResult>(`/tasks/${id(taskId)}/complete`, body, requestId),
});

export const intakeCalls = (c: ApiClient) => ({
  matters: () => c.get<I.MatterRef[]>('/matters'),
  matter: (code: string) => c.get<I.Matter>(`/matters/${id(code)}`),
  upload: (file: File) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return c.call<FileRef>('/files', { method: 'POST', form });
  },
  parse: (body: I.ParseRequest) => c.post<I.ParseResult>('/parcels/parse', body),
  precheck: (body: { matter: string; digest: string; axis: I.AxisChoice; zone?: number | null }) =>
    c.post<R.Precheck>('/parcels/precheck', body),
  create: (body: I.NewCase, requestId: string) =>
    c.post<{ caseId: string; receiptNumber: string }>('/cases', body, requestId),
  /** The server keeps a draft as text it does not look into; its form is the page's own. */
  draft: async <B>(key: string): Promise<I.Draft<B>> => {
    const kept = await c.get<I.Draft<string>>(`/drafts/${id(key)}`);
    return { body: JSON.parse(kept.body) as B, savedAt: kept.savedAt };
  },
  saveDraft: (key: string, body: unknown) => c.call<{ savedAt: string }>(`/drafts/${id(key)}`, { method: 'PUT', json: { body: JSON.stringify(body) } }),
  dropDraft: (key: string) => c.call<void>(`/drafts/${id(key)}`, { method: 'DELETE' }),
});

export const caseCalls = (c: ApiClient) => ({
  list: (query: { q?: string; state?: string; matter?: string; page?: number; size?: number }) =>
    c.get<Page<C.CaseRow>>('/cases', query),
  detail: (caseId: string) => c.get<C.CaseDetail>(`/cases/${id(caseId)}`),
  map: (caseId: string) => c.get<C.CaseMap>(`/cases/${id(caseId)}/map`),
  corrected: (caseId: string, body: C.Corrected) => c.post<void>(`/cases/${id(caseId)}/corrected`, body),
  review: (caseId: string) => c.post<{ reviewId: string }>(`/cases/${id(caseId)}/reviews`, {}),
  attest: (caseId: string, body: C.Attestation) => c.post<void>(`/cases/${id(caseId)}/attestations`, body),
  exempt: (caseId: string, body: C.Exemption) => c.post<void>(`/cases/${id(caseId)}/exemptions`, body),
  clock: (caseId: string) => c.get<C.ClockLedger>(`/cases/${id(caseId)}/clock`),
  stopClock: (caseId: string, body: C.ClockAct) => c.post<void>(`/cases/${id(caseId)}/clock/stop`, body),
  resumeClock: (caseId: string, body: C.ClockAct) => c.post<void>(`/cases/${id(caseId)}/clock/resume`, body),
  extendClock: (caseId: string, body: C.ClockAct & { days: number }) =>
    c.post<void>(`/cases/${id(caseId)}/clock/extend`, body),
  process: (caseId: string) => c.get<C.CaseProcess>(`/cases/${id(caseId)}/process`),
  history: (caseId: string) => c.get<C.HistoryEntry[]>(`/cases/${id(caseId)}/history`),
  documentUrl: (documentId: string) => c.url(`/documents/${id(documentId)}`),
  fileUrl: (digest: string, caseId: string) => c.url(`/files/${id(digest)}`, { case: caseId }),
});

export const reviewCalls = (c: ApiClient) => ({
  list: (query: { page?: number; size?: number }) => c.get<Page<R.ReviewRow>>('/reviews', query),
  create: (body: { matter: string; digest: string; name: string; axis?: I.AxisChoice; zone?: number | null }) =>
    c.post<{ reviewId: string }>('/reviews', body),
  detail: (reviewId: string) => c.get<R.Review>(`/reviews/${id(reviewId)}`),
  replay: (reviewId: string) => c.post<R.Replay>(`/reviews/${id(reviewId)}/replay`, {}),
  reportUrl: (reviewId: string) => c.url(`/reviews/${id(reviewId)}/report`),
});

export const mapCalls = (c: ApiClient) => ({
  layers: () => c.get<M.LayerInfo[]>('/layers'),
  revisions: (code: string) => c.get<M.LayerRevision[]>(`/layers/${id(code)}/revisions`),
  tileUrl: (code: string, revision: number) => c.url(`/layers/${id(code)}/tiles/{z}/{x}/{y}.mvt`, { rev: revision }),
  identify: (lon: number, lat: number, layers: string[]) =>
    c.get<M.IdentifyHit[]>('/identify', { lon, lat, layers: layers.join(',') }),
  locate: (q: string) => c.get<M.LocateHit[]>('/map/locate', { q }),
  parcels: (bbox: Extent4490) => c.get<FeatureCollection>('/map/parcels', { bbox: bbox.join(',') }),
});

export const auditCalls = (c: ApiClient) => ({
  records: (query: A.AuditQuery) => c.get<Page<A.AuditRecord>>('/audit/records', { ...query }),
  status: () => c.get<A.AuditStatus>('/audit/status'),
  verify: () => c.post<A.AuditVerification>('/audit/verify', {}),
  proof: (recordId: string) => c.get<A.AuditProof>(`/audit/records/${id(recordId)}/proof`),
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
    audit: auditCalls(client),
  };
}

export type Api = ReturnType<typeof createApi>;
