import type { Schemas } from '../contract';

/** A page of a list; `number` counts from 1. */
export type Page<T> = Omit<Schemas['PageOfCaseListItem'], 'items'> & { items: T[] };

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
  choices?: string[];
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

export type Named = Schemas['NamedPerson'];

/** A staged or stored file, named by the digest of its content. */
export type FileRef = Schemas['CaseFileView'];

/** [minLon, minLat, maxLon, maxLat] in EPSG:4490 degrees. */
export type Extent4490 = Schemas['SessionCounty']['extent4490'];

export type Overall = Schemas['Overall'];
export type CheckStatus = Schemas['CheckStatus'];
export type Light = Schemas['ClockView']['light'];

/** GeoJSON in lon/lat degrees (EPSG:4490). */
export type Geometry = Schemas['GeoJsonGeometry'];

export type Feature<P = Record<string, unknown>> = Omit<Schemas['GeoJsonFeature'], 'properties' | 'geometry'> & {
  id?: string | number;
  geometry: Geometry | null;
  properties: P;
};

export type FeatureCollection<P = Record<string, unknown>> = Omit<Schemas['GeoJsonFeatures'], 'features'> & { features: Feature<P>[] };
