import type { Schemas } from '../contract';

export type FormField = Schemas['FieldView'];
export type FieldKind = FormField['kind'];
export type MaterialRule = Schemas['MatterMaterial'];
export type MatterRef = Schemas['MatterItem'];
export type Matter = Schemas['MatterView'];
export type ParseRequest = Schemas['IntakeEndpointsParseBody'];
export type PrecheckRequest = Schemas['IntakeEndpointsPrecheckBody'];
/** How the two numbers of a line are to be read. */
export type AxisChoice = NonNullable<ParseRequest['axis']>;
/** Areas in m². */
export type ParcelFigures = Schemas['ParcelView'];
/** North and east of the Chinese survey convention, metres. */
export type ParsedPoint = Schemas['PointView'];
export type ParseWarning = Schemas['WarningView'];
export type ParseResult = Schemas['ParcelFileView'];
export type MaterialEntry = Schemas['GivenMaterial'];
export type NewCase = Schemas['RegisterCommand'];

/** A draft as the page reads it: the server keeps only its text. */
export interface Draft<T = unknown> {
  body: T;
  savedAt: string;
}
