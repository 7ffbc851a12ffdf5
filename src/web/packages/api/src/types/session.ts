import type { Schemas } from '../contract';

export type Challenge = Schemas['ChallengeView'];
export type County = Schemas['SessionCounty'];
export type Session = Schemas['SessionView'];
export type PortalPart = Schemas['PortalPart'];
export type PortalLayout = Schemas['PortalView'];
export type AccountLine = Schemas['AccountLine'];
export type PasswordPolicy = Schemas['PasswordPolicy'];
