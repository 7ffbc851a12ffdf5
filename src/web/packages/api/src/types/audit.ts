import type { paths } from '../generated';
import type { Schemas } from '../contract';

export type AuditRecord = Schemas['AuditRecordView'];
export type AuditStatus = Schemas['TrailStatusView'];
export type AuditVerification = Schemas['VerifyAnswer'];
export type AuditProof = Schemas['RecordProof'];
/** One step of a Merkle path; `left` tells that the sibling stands before the running digest. */
export type ProofStep = Schemas['ProofNode'];
export type AuditQuery = NonNullable<paths['/api/v1/audit/records']['get']['parameters']['query']>;
export type TrailQuery = NonNullable<paths['/api/v1/audit/trail-records']['get']['parameters']['query']>;
export type TrailArchive = Schemas['ArchiveView'];
export type ArchiveProof = Schemas['ArchiveProof'];
/** A run of the reconciliation with the business tables, and what it found of one kind of business object. */
export type Reconciliation = Schemas['ReconcileView'];
export type ReconciledLine = Schemas['ReconciledLine'];
export type TrailDifference = Schemas['TrailDifference'];
export type DifferenceQuery = NonNullable<paths['/api/v1/audit/reconciliations/{id}/differences']['get']['parameters']['query']>;
