import type { Extent4490, Geometry } from './common';

export interface LayerStyle {
  fill: string | null;
  stroke: string | null;
  pattern: string | null;
  byField?: string | null;
  classes?: { value: string; label: string; fill: string }[];
}

export interface LayerInfo {
  code: string;
  name: string;
  category: string[];
  geometry: string;
  revision: number | null;
  asOf: string | null;
  updatedAt: string | null;
  maxAgeDays: number | null;
  stale: boolean;
  declaredEmpty: boolean;
  count: number;
  extent4490: Extent4490 | null;
  style: LayerStyle;
  minZoom: number;
  demonstration: boolean;
}

export interface LayerRevision {
  revision: number;
  committedAt: string;
  asOf: string | null;
  source: string;
  count: number;
  digest: string;
}

export interface IdentifyHit {
  layer: string;
  layerName: string;
  revision: number | null;
  asOf: string | null;
  featureId: string;
  title: string;
  properties: { label: string; value: string | null }[];
  geometry: Geometry | null;
}

export interface LocateHit {
  title: string;
  kind: string;
  lon: number;
  lat: number;
  extent4490?: Extent4490 | null;
  route?: string | null;
}
