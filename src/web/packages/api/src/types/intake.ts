import type { FeatureCollection } from './common';

export type FieldKind = 'text' | 'longtext' | 'number' | 'date' | 'select' | 'code';

export interface FormField {
  key: string;
  label: string;
  kind: FieldKind;
  required: boolean;
  unit?: string;
  options?: { value: string; label: string }[];
  pattern?: string;
  hint?: string;
  section?: string;
}

export interface MaterialRule {
  code: string;
  name: string;
  required: boolean;
  hint?: string | null;
}

export interface MatterRef {
  code: string;
  name: string;
}

export interface Matter extends MatterRef {
  promisedDays: number;
  statutoryDays: number;
  fields: FormField[];
  materials: MaterialRule[];
  limits: { maxFileMiB: number; acceptedTypes: string[] };
}

/** How the two numbers of a line are to be read. */
export type AxisChoice = 'asWritten' | 'northFirst' | 'eastFirst';

export interface ParseRequest {
  digest: string;
  axis: AxisChoice | null;
  zone?: number | null;
}

export interface ParcelFigures {
  number: string;
  name: string;
  use?: string | null;
  /** Area stated in the file, m². */
  declaredArea: number | null;
  /** Gauss-Krüger plane area, m². */
  planeArea: number;
  /** Ellipsoidal area, m². */
  ellipsoidalArea: number;
  parts: number;
  holes: number;
  vertices: number;
}

export interface ParsedPoint {
  parcel: string;
  ring: number;
  label: string;
  /** X of the Chinese survey convention, metres. */
  north: number;
  /** Y of the Chinese survey convention, metres. */
  east: number;
  lon: number;
  lat: number;
}

export interface ParseWarning {
  code: string;
  text: string;
  line?: number | null;
  ring?: number | null;
}

export interface ParseResult {
  digest: string;
  format: string;
  encoding: string;
  crs: { epsg: number; zone: number | null; degrees: boolean; prefixed: boolean; reason: string };
  warnings: ParseWarning[];
  parcels: ParcelFigures[];
  geometry: FeatureCollection<{ number: string; name: string }>;
  points: ParsedPoint[];
}

export interface MaterialEntry {
  code: string;
  digest: string;
  name: string;
}

export interface NewCase {
  matter: string;
  parcelFile: { digest: string; name: string; axis: AxisChoice; zone?: number | null };
  fields: Record<string, string>;
  materials: MaterialEntry[];
  note?: string;
}

export interface Draft<T = unknown> {
  body: T;
  savedAt: string;
}
