/** A page of a list; `number` counts from 1. */
export interface Page<T> {
  items: T[];
  number: number;
  size: number;
  total: number;
}

/** RFC 9457 answer of the server; `detail` and `wayOut` are Chinese and shown to staff as they are. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  wayOut?: string | null;
  line?: number | null;
  ring?: number | null;
  field?: string | null;
  traceId?: string;
  errors?: ProblemItem[];
}

export interface ProblemItem {
  code: string;
  detail: string;
  wayOut?: string | null;
  line?: number | null;
  ring?: number | null;
  field?: string | null;
}

export interface Named {
  id: string;
  name: string;
}

/** A staged or stored file, named by the digest of its content. */
export interface FileRef {
  digest: string;
  name: string;
  size: number;
  mediaType: string;
}

/** [minLon, minLat, maxLon, maxLat] in EPSG:4490 degrees. */
export type Extent4490 = [number, number, number, number];

export type Overall = 'compliant' | 'conflict' | 'undetermined';
export type CheckStatus = Overall | 'justify' | 'information';
export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'none';

/** GeoJSON in lon/lat degrees (EPSG:4490). */
export interface Geometry {
  type: string;
  coordinates: unknown;
}

export interface Feature<P = Record<string, unknown>> {
  type: 'Feature';
  id?: string | number;
  geometry: Geometry | null;
  properties: P;
}

export interface FeatureCollection<P = Record<string, unknown>> {
  type: 'FeatureCollection';
  features: Feature<P>[];
}
