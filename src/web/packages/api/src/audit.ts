import type { ApiClient } from './client';
import type * as A from './types/audit';

export const auditCalls = (c: ApiClient) => ({
  records: (query: A.AuditQuery) => c.get('/audit/records', { query }),
  status: () => c.get('/audit/status'),
  verify: () => c.post('/audit/verify'),
  proof: (id: string) => c.get('/audit/records/{id}/proof', { path: { id } }),
  trail: (query: A.TrailQuery) => c.get('/audit/trail-records', { query }),
  archives: () => c.get('/audit/archives'),
  archive: (before: string) => c.post('/audit/archives', { json: { before } }),
  verifyArchive: (archive: string) => c.post('/audit/archives/{archive}/verify', { path: { archive } }),
  archiveFileUrl: (archive: string) => c.url('/audit/archives/{archive}/file', { path: { archive } }),
  checkpoints: (query: { page?: number; size?: number }) => c.get('/audit/checkpoints', { query }),
  reconciliations: () => c.get('/audit/reconciliations'),
  reconcile: () => c.post('/audit/reconciliations'),
  cancelReconcile: (id: string) => c.post('/audit/reconciliations/{id}/cancel', { path: { id } }),
  differences: (id: string, query: A.DifferenceQuery) => c.get('/audit/reconciliations/{id}/differences', { path: { id }, query }),
  reconciliationTableUrl: (id: string) => c.url('/audit/reconciliations/{id}/table', { path: { id } }),
});
