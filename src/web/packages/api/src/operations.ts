import type { ApiClient } from './client';
import type * as O from './types/operations';

/** State and settings of the node: the system administrator's. */
export const operationsCalls = (c: ApiClient) => ({
  state: () => c.get('/node-state'),
  settings: () => c.get('/settings'),
  settingChanges: (key: string) => c.get('/settings/{key}/changes', { path: { key } }),
  changeSetting: (key: string, json: O.NewSettingChange) => c.put('/settings/{key}', { path: { key }, json }),
});
