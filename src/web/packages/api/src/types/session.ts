import type { Schemas } from '../contract';

export type Challenge = Schemas['ChallengeView'];
export type County = Schemas['SessionCounty'];
export type Session = Schemas['SessionView'];
export type PortalPart = Schemas['PortalPart'];
export type PortalLayout = Schemas['PortalView'];
export type AccountLine = Schemas['AccountLine'];
export type PasswordPolicy = Schemas['PasswordPolicy'];
export type OtpOffer = Schemas['OtpOffer'];
export type BoundAccount = Schemas['BoundAccountView'];
export type RoleFactor = Schemas['RoleFactorView'];
export type OpenSession = Schemas['OpenSessionView'];
export type ControlRequest = Schemas['ControlRequestView'];
export type ControlKind = Schemas['ControlKindView'];
export type Delegation = Schemas['DelegationView'];
export type OwnDelegations = Schemas['OwnDelegationsView'];
