import { ApiClient, createApi } from '@guotu/api';

type Listener = () => void;
const listeners: { unauthorized: Listener | null; passwordChange: Listener | null; factorMissing: Listener | null } = { unauthorized: null, passwordChange: null, factorMissing: null };

/** The one client of the application. */
export const api = createApi(new ApiClient({
  onUnauthorized: () => listeners.unauthorized?.(),
  onPasswordChange: () => listeners.passwordChange?.(),
  onFactorMissing: () => listeners.factorMissing?.(),
}));

export function onUnauthorized(act: Listener): void {
  listeners.unauthorized = act;
}

export function onPasswordChange(act: Listener): void {
  listeners.passwordChange = act;
}

export function onFactorMissing(act: Listener): void {
  listeners.factorMissing = act;
}
