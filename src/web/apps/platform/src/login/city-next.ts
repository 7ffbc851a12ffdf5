import { safeNext } from '@/app/router';

const KEY = 'guotu.city.next';

/** Keeps where the person was going, in this tab alone, over the way by the city's login: without it a system that asked for a sign-on would be forgotten. */
export function keepNext(next: unknown): void {
  window.sessionStorage.setItem(KEY, safeNext(next));
}

/** Where the person was going, once; only ever an address of this application. */
export function takeNext(): string {
  const kept = window.sessionStorage.getItem(KEY);
  window.sessionStorage.removeItem(KEY);
  return safeNext(kept);
}
