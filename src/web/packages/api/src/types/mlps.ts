import type { Schemas } from '../contract';

/** A run of the assessment. */
export type MlpsRun = Schemas['AssessmentView'];
export type MlpsForm = Schemas['FormView'];
export type MlpsStandard = Schemas['FormStandard'];
export type MlpsClause = Schemas['FormClause'];
export type MlpsEntry = Schemas['HandView'];
export type NewMlpsEntry = Schemas['HandEntryBody'];
export type MlpsComparison = Schemas['ComparisonView'];
