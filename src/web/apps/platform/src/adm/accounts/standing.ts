import type { AccountLine } from '@guotu/api';

export type Filter = 'all' | 'inactive' | 'expiring' | 'locked' | 'disabled';

/** Accounts as the filter asks for them; what was changed outside the platform is always shown. `soon`: the last date, yyyy-MM-dd, that counts as ending soon. */
export function filtered(accounts: AccountLine[], filter: Filter, soon = ''): AccountLine[] {
  if (filter === 'all') return accounts;
  const wanted = (a: AccountLine) => (filter === 'inactive' ? a.inactive : filter === 'expiring' ? a.standing === 'enabled' && !!a.expiresOn && a.expiresOn <= soon : filter === 'locked' ? !!a.lockedUntil : a.standing === 'disabled');
  return accounts.filter((a) => a.standing === 'tampered' || wanted(a));
}

/** Accounts whose login name, name, office, post or role has every word; one that was changed outside the platform is found by its login name too. */
export function found(accounts: AccountLine[], words: string): AccountLine[] {
  const asked = words.trim().toLowerCase().split(/\s+/).filter((w) => w);
  return asked.length === 0 ? accounts : accounts.filter((a) => {
    const text = [a.account, a.name, a.organisation, ...a.postNames, ...a.roleNames].join(' ').toLowerCase();
    return asked.every((w) => text.includes(w));
  });
}

/** One page of a list; a page beyond the end shows the last one. */
export function pageOf<T>(all: T[], page: number, size: number): { items: T[]; page: number } {
  const last = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, last);
  return { items: all.slice((shown - 1) * size, shown * size), page: shown };
}
