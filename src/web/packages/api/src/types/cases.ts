import type { paths } from '../generated';
import type { Schemas } from '../contract';
import type { FeatureCollection } from './common';

export type CaseDetail = Schemas['CasePageView'];
export type CaseRow = Schemas['CaseListItem'];
export type CaseState = CaseDetail['state'];
export type CaseClock = Schemas['ClockView'];
export type ClockCellKind = Schemas['ClockCell']['kind'];
export type CaseVerdict = Schemas['CaseVerdictView'];
export type ChecklistItem = Schemas['ChecklistItem'];
export type Opinion = Schemas['OpinionView'];
export type TaskAction = Schemas['TaskActionView'];
export type CaseTask = Schemas['CaseTaskView'];
export type ChainRow = Schemas['ChainLink'];
export type ChainKey = ChainRow['key'];
export type CaseMaterial = Schemas['CaseMaterialView'];
export type CaseDocument = Schemas['CaseDocumentView'];
export type CompleteTask = Schemas['TaskEndpointsCompleteBody'];
export type NumberGiven = Schemas['NumberGiven'];
export type CompleteResult = Schemas['TaskDone'];
export type Corrected = Schemas['CaseEndpointsCorrectionBody'];
export type Attestation = Schemas['AttestationGiven'];
export type Exemption = Schemas['ExemptionGiven'];
export type ClockAct = Schemas['ClockGiven'];
export type ClockExtension = Schemas['CaseEndpointsExtensionBody'];
export type ClockLedger = Schemas['ClockLedgerView'];
export type ProcessNode = Schemas['ProcessNodeView'];
export type CaseProcess = Schemas['CaseProcessView'];
export type HistoryEntry = Schemas['HistoryItem'];
export type CaseQuery = NonNullable<paths['/api/v1/cases']['get']['parameters']['query']>;

/** GeoJSON with the properties that this endpoint gives its features. */
export interface CaseMap extends Omit<Schemas['CaseMapView'], 'parcels' | 'conflicts'> {
  parcels: FeatureCollection<{ number: string; name: string }>;
  conflicts: FeatureCollection<{ rule: string; layer: string; planeArea: number; name: string }>;
}
