import type { AuthorityLine } from '@guotu/api';

type Standing = AuthorityLine['standing'];

/** Word, icon and hue go together. */
export const kindOf = (standing: Standing) => ({ good: 'ok', expiring: 'warn', over: 'bad', missing: 'bad' } as const)[standing];
export const iconOf = (standing: Standing) => ({ good: '✓', expiring: '!', over: '✕', missing: '✕' } as const)[standing];

/** Authorities none of whose certificates is taken, because there is no list of revoked ones or it is over. */
export const listsWanting = (authorities: readonly AuthorityLine[]) => authorities.filter((a) => a.list === 'missing' || a.list === 'over').length;

/** Whole days until then, 0 on the last one; negative when it is over. */
export const daysLeft = (until: string, now: Date) => Math.floor((new Date(until).getTime() - now.getTime()) / 86_400_000);
