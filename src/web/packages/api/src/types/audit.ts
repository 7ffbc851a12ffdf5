export interface AuditRecord {
  recordId: string;
  at: string;
  account: string;
  name: string;
  organisation: string;
  address: string;
  kind: string;
  kindName: string;
  objectType: string;
  objectId: string;
  outcome: 'success' | 'refused';
  errorCode: string | null;
  summary: string;
  before: string | null;
  after: string | null;
  sealed: boolean;
  batchNo: number | null;
}

export interface AuditQuery {
  from?: string;
  to?: string;
  account?: string;
  kind?: string;
  objectType?: string;
  objectId?: string;
  outcome?: string;
  page?: number;
  size?: number;
}

export interface AuditStatus {
  records: number;
  unsealed: number;
  lastCheckpoint: { batchNo: number; at: string; keyId: string } | null;
  lastVerification: { at: string; ok: boolean; findings: number } | null;
}

export interface AuditVerification {
  ok: boolean;
  records: number;
  findings: { kind: string; where: string }[];
}

/** One step of a Merkle path; `left` tells that the sibling stands before the running digest. */
export type ProofStep = string | { hash: string; left?: boolean; side?: string };

export interface AuditProof {
  record: AuditRecord | string;
  leaf: string;
  path: ProofStep[];
  /** Place of the leaf (from 0) and leaves of the tree: they tell the side of each neighbour when the path holds plain digests. */
  index?: number;
  count?: number;
  root: string;
  batchNo: number;
  checkpoint: string | Record<string, unknown>;
  signature: string;
  publicKey: string;
}
