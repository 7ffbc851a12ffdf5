import type { Schemas } from '../contract';

/** A setting of the node; what has a number is changed in the page. */
export type SettingLine = Schemas['SettingLine'];
export type SettingChange = Schemas['SettingChangeView'];
export type NewSettingChange = Schemas['SettingBody'];
/** The state of the node as it was at a moment. */
export type NodeState = Schemas['NodeStateView'];
export type StateLine = Schemas['StateLine'];

/** A page of a role in its menu. */
export type AssemblyLine = Schemas['AssemblyLine'];
export type PortalItem = Schemas['PortalItem'];
export type NewAssembly = Schemas['AssemblyBody'];
export type AssemblyReset = Schemas['AssemblyResetBody'];
