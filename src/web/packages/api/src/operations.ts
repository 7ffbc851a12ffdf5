import type { ApiClient } from './client';
import type * as O from './types/operations';

/** State and settings of the node, menus of the roles: the system administrator's. */
export const operationsCalls = (c: ApiClient) => ({
  state: () => c.get('/node-state'),
  assemblies: () => c.get('/portal/assemblies'),
  previewAssembly: (role: string, items: O.PortalItem[]) => c.post('/portal/assemblies/{role}/preview', { path: { role }, json: { items } }),
  saveAssembly: (role: string, json: O.NewAssembly) => c.put('/portal/assemblies/{role}', { path: { role }, json }),
  resetAssembly: (role: string, json: O.AssemblyReset) => c.post('/portal/assemblies/{role}/reset', { path: { role }, json }),
  settings: () => c.get('/settings'),
  settingChanges: (key: string) => c.get('/settings/{key}/changes', { path: { key } }),
  changeSetting: (key: string, json: O.NewSettingChange) => c.put('/settings/{key}', { path: { key }, json }),
});
