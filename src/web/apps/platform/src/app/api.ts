import { ApiClient, createApi } from '@guotu/api';
import { askForProof } from './proof';
import { takeServerTime } from './server-clock';

type Listener = () => void;
const listeners: { unauthorized: Listener | null; passwordChange: Listener | null; factorMissing: Listener | null } = { unauthorized: null, passwordChange: null, factorMissing: null };

/** The one client of the application. */
export const api = createApi(new ApiClient({
  onUnauthorized: () => listeners.unauthorized?.(),
  onPasswordChange: () => listeners.passwordChange?.(),
  onFactorMissing: () => listeners.factorMissing?.(),
  onProofWanted: askForProof,
  onServerTime: takeServerTime,
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

/** What a quiet call found out: the session is over. */
export function sessionEnded(): void {
  listeners.unauthorized?.();
}
