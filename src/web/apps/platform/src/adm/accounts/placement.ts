import type { AccountLine } from '@guotu/api';

/** Who the holder of an account is and where: codes of the organisation and of all posts. */
export interface Placement { name: string; organisation: string; posts: string[] }

const ADMINISTRATORS = ['system', 'security', 'audit'];

export const placementOf = (a: AccountLine): Placement => ({ name: a.name, organisation: a.organisationCode, posts: [...a.posts] });

const listed = (posts: string[]) => [...new Set(posts)].sort().join(' ');

export const isSame = (one: Placement, other: Placement) => one.name.trim() === other.name.trim() && one.organisation === other.organisation && listed(one.posts) === listed(other.posts);

/** Whether the server will want a second person, to be told before saving; the server decides. */
export function stakeOf(a: AccountLine, wanted: Placement): 'administrator' | 'second' | null {
  if (a.roles.some((r) => ADMINISTRATORS.includes(r))) return 'administrator';
  const further = wanted.organisation !== a.organisationCode || wanted.posts.some((p) => !a.posts.includes(p));
  return a.roles.length > 0 && further ? 'second' : null;
}

/** What a request for a second person carries. */
export const parametersOf = (account: string, wanted: Placement): Record<string, string> => ({ account, name: wanted.name.trim(), organisation: wanted.organisation, posts: listed(wanted.posts) });
