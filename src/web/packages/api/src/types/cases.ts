import type { Extent4490, FeatureCollection, FileRef, Light, Named, Overall } from './common';
import type { AxisChoice, FormField, MaterialEntry } from './intake';
import type { Check, ReviewStage } from './reviews';

export type CaseState =
  | 'intake' | 'accepted' | 'correction' | 'inProgress' | 'decided'
  | 'issued' | 'archived' | 'rejected' | 'withdrawn' | 'suspended';

export interface CaseRow {
  caseId: string;
  caseNumber: string | null;
  receiptNumber: string;
  projectName: string;
  matterName: string;
  stepName: string | null;
  state: CaseState;
  arrivedAt: string;
  dueDate: string | null;
  light: Light;
  verdict: Overall | null;
}

export type ClockCellKind = 'used' | 'stopped' | 'today' | 'toPromise' | 'toStatutory' | 'off';

export interface CaseClock {
  startedOn: string | null;
  promisedDue: string | null;
  statutoryDue: string | null;
  remaining: number | null;
  light: Light;
  provisional: boolean;
  promisedDays: number;
  statutoryDays: number;
  used: number;
  stopped: number;
  cells: { date: string; kind: ClockCellKind }[];
}

export interface CaseVerdict {
  reviewId: string;
  overall: Overall;
  reviewedAt: string;
  ruleVersion: string;
  revisionCount: number;
  conflictCount: number;
  undeterminedCount: number;
  justifyCount: number;
  stage: ReviewStage;
  signatureValid: boolean;
  headline: string;
  stale: { layer: string; revisionUsed: number; revisionNow: number }[];
}

export interface ChecklistItem {
  key: string;
  title: string;
  state: 'done' | 'todo' | 'problem' | 'undetermined' | 'blocked';
  note: string | null;
}

export interface Opinion {
  at: string;
  byName: string;
  postName: string;
  stepName: string;
  action: string;
  text: string;
  attachments: { digest: string; name: string }[];
}

export interface TaskAction {
  key: string;
  label: string;
  kind: 'primary' | 'normal' | 'danger';
  enabled: boolean;
  reason: string | null;
  wayOut: { text: string; route: string } | null;
  needsReason: boolean;
  targets: { key: string; label: string }[];
}

export interface CaseTask {
  taskId: string;
  stepCode: string;
  stepName: string;
  claimedBy: Named | null;
  mine: boolean;
  opinionRequired: boolean;
  actions: TaskAction[];
  formFields: FormField[];
}

export type ChainKey = 'parcel' | 'revision' | 'verdict' | 'case' | 'project' | 'certificate' | 'archive' | 'public';

export interface ChainRow {
  key: ChainKey;
  title: string;
  state: 'reached' | 'none' | 'denied';
  text: string;
  date: string | null;
  route: string | null;
}

export interface CaseMaterial {
  id: string;
  code: string;
  name: string;
  required: boolean;
  file: FileRef | null;
}

export interface CaseDocument {
  id: string;
  kind: 'verdictReport' | 'acceptNotice' | 'correctionNotice' | 'certificate' | 'archiveList';
  title: string;
  fileDigest: string;
  createdAt: string;
}

export interface CaseDetail {
  caseId: string;
  rowVersion: number;
  receiptNumber: string;
  caseNumber: string | null;
  projectName: string;
  projectCode: string | null;
  matter: { code: string; name: string };
  state: CaseState;
  step: { code: string; name: string } | null;
  town: { code: string; name: string } | null;
  fields: { key: string; label: string; value: string | null; source: string | null }[];
  parcels: {
    number: string; name: string; declaredArea: number | null; planeArea: number; ellipsoidalArea: number;
    source: { file: string; crs: string };
  }[];
  landClasses: { code: string; name: string; planeArea: number; share: number }[];
  landClassRevision: { layer: string; revision: number; asOf: string | null } | null;
  materials: CaseMaterial[];
  clock: CaseClock;
  verdict: CaseVerdict | null;
  checks: Check[];
  checklist: ChecklistItem[];
  opinions: Opinion[];
  task: CaseTask | null;
  documents: CaseDocument[];
  certificate: { number: string; issuedOn: string; validUntil: string; documentId: string } | null;
  chain: ChainRow[];
}

export interface CaseMap {
  parcels: FeatureCollection<{ number: string; name: string }>;
  conflicts: FeatureCollection<{ rule: string; layer: string; planeArea: number; name: string }>;
  extent4490: Extent4490;
}

export interface CompleteTask {
  rowVersion: number;
  action: string;
  opinion: string;
  target?: string;
  fields?: Record<string, string>;
  attachments?: { digest: string; name: string }[];
  corrections?: { materialCode: string | null; text: string }[];
}

export interface CompleteResult {
  caseId: string;
  nextSteps: { stepName: string; assignees: string[] }[];
  clockEffect: string;
}

export interface Corrected {
  materials: MaterialEntry[];
  parcelFile?: { digest: string; name: string; axis: AxisChoice; zone?: number | null };
}

export interface Attestation {
  rule: string;
  answer: 'compliant' | 'conflict';
  documentDigest: string;
  documentName: string;
  validUntil: string;
  text: string;
}

export interface Exemption {
  rule: string;
  documentDigest: string;
  documentName: string;
  basis: string;
  text: string;
}

export interface ClockAct {
  reason: string;
  documentDigest: string;
  documentName: string;
}

export interface ClockLedger extends CaseClock {
  entries: { at: string; kind: string; reason: string; document: { digest: string; name: string } | string | null; byName: string }[];
  calendarVersions: string[];
  recomputed: { same: boolean };
}

export interface ProcessNode {
  nodeId: string;
  name: string;
  state: 'done' | 'active' | 'waiting' | 'returned';
  by: string | null;
  arrivedAt: string | null;
  completedAt: string | null;
  outcome: string | null;
  opinion: string | null;
}

export interface CaseProcess {
  name: string;
  version: string | number;
  xml: string;
  nodes: ProcessNode[];
}

export interface HistoryEntry {
  at: string;
  byName: string;
  kind: string;
  text: string;
}
