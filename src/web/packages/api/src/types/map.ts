import type { Schemas } from '../contract';

export type LayerStyle = Schemas['LayerStyleView'];
export type LayerInfo = Schemas['LayerView'];
export type LayerRevision = Schemas['RevisionView'];
export type IdentifyHit = Schemas['IdentifyView'];
export type LocateHit = Schemas['LocatedPlace'];
