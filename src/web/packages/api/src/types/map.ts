import type { Schemas } from '../contract';

export type LayerStyle = Schemas['LayerStyleView'];
export type LayerInfo = Schemas['LayerView'];
export type LayerRevision = Schemas['RevisionView'];
export type LayerDifference = Schemas['DifferenceView'];
export type ChangedFeature = Schemas['ChangedFeatureView'];
export type LayerGrant = Schemas['LayerGrantView'];
export type GrantChoices = Schemas['GrantChoicesView'];
export type NewGrant = Schemas['LayerGrantBody'];
export type MapToken = Schemas['MapTokenView'];
export type NewToken = Schemas['MapTokenBody'];
export type MapUsage = Schemas['MapUsageView'];
export type IdentifyHit = Schemas['IdentifyView'];
export type LocateHit = Schemas['LocatedPlace'];
/** An area held against the layers; what is left out means all that the caller sees, now, areas only. */
export type OverlayRequest = Pick<Schemas['OverlayBody'], 'epsg' | 'coordinates'> & Partial<Omit<Schemas['OverlayBody'], 'epsg' | 'coordinates'>>;
export type Overlay = Schemas['OverlayView'];
export type OverlayLayer = Schemas['OverlayLayerView'];
export type PrintOptions = Schemas['PrintOptionsView'];
export type PrintFrame = Schemas['PrintFrameView'];
export type PrintOrder = Schemas['PrintBody'];
export type PrintJob = Schemas['PrintJobView'];
