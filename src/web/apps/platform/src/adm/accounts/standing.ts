import type { AccountLine } from '@guotu/api';

export type Filter = 'all' | 'inactive' | 'expiring' | 'locked' | 'disabled';

/** Accounts as the filter asks for them; what was changed outside the platform is always shown. `soon`: the last date, yyyy-MM-dd, that counts as ending soon. */
export function filtered(accounts: AccountLine[], filter: Filter, soon = ''): AccountLine[] {
  if (filter === 'all') return accounts;
  const wanted = (a: AccountLine) => (filter === 'inactive' ? a.inactive : filter === 'expiring' ? a.standing === 'enabled' && !!a.expiresOn && a.expiresOn <= soon : filter === 'locked' ? !!a.lockedUntil : a.standing === 'disabled');
  return accounts.filter((a) => a.standing === 'tampered' || wanted(a));
}
