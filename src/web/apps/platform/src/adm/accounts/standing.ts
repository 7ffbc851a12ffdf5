import type { AccountLine } from '@guotu/api';

export type Filter = 'all' | 'inactive' | 'locked' | 'disabled';

/** Accounts as the filter asks for them; what was changed outside the platform is always shown. */
export function filtered(accounts: AccountLine[], filter: Filter): AccountLine[] {
  if (filter === 'all') return accounts;
  const wanted = (a: AccountLine) => (filter === 'inactive' ? a.inactive : filter === 'locked' ? !!a.lockedUntil : a.standing === 'disabled');
  return accounts.filter((a) => a.standing === 'tampered' || wanted(a));
}
