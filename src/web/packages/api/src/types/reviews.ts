import type { CheckStatus, Geometry, Overall } from './common';
import type { ParcelFigures } from './intake';

export interface Check {
  parcel: string;
  rule: string;
  name: string;
  layer: string | null;
  layerName: string | null;
  revision: number | null;
  asOf: string | null;
  status: CheckStatus;
  planeArea: number | null;
  ellipsoidalArea: number | null;
  share: number | null;
  clause: { text: string; title: string; full: string };
  reason: string | null;
  attested: { by: string; document: string; validUntil: string } | null;
  exemption: { document: string; basis: string } | null;
  hits: { featureId: string; label: string; planeArea: number; ellipsoidalArea: number }[];
  geometry: Geometry | null;
}

export type ReviewStage = 'intake' | 'decision' | 'issue' | 'manual';

export interface ReviewCounts {
  conflict: number;
  undetermined: number;
  justify: number;
  information: number;
  compliant: number;
}

/** The shape that a pre-check gives: nothing is stored or signed. */
export interface Precheck {
  overall: Overall;
  stage?: ReviewStage;
  reviewedAt: string;
  matter: string;
  engine: string;
  ruleVersion: string;
  projection: { epsg: number };
  caseId: string | null;
  parcels: ParcelFigures[];
  checks: Check[];
  revisions: { layer: string; name: string; revision: number; digest: string; asOf: string | null }[];
  counts: ReviewCounts;
  stored?: boolean;
}

export interface Review extends Precheck {
  id: string;
  stage: ReviewStage;
  digest: string;
  signature: { keyId: string; valid: boolean };
}

export interface ReviewRow {
  id: string;
  overall: Overall;
  stage: ReviewStage;
  reviewedAt: string;
  matter: string;
  caseId: string | null;
  ruleVersion?: string;
  counts?: ReviewCounts;
  name?: string;
}

export interface Replay {
  id: string;
  digest: string;
  recomputed: string;
  same: boolean;
  differences: { path: string; stored: string | null; recomputed: string | null }[];
}
