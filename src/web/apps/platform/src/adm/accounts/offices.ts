import type { AccountChoices, AccountLine } from '@guotu/api';

export interface Office {
  code: string;
  name: string;
  /** Accounts that are not disabled. */
  count: number;
}

/** Every office in the order of the bureau, with its accounts; one that the bureau no longer lists stands at the end as long as it has accounts. */
export function officesOf(accounts: AccountLine[], listed: AccountChoices['organisations']): Office[] {
  const counts = new Map<string, number>();
  const names = new Map(listed.map((o) => [o.code, o.name]));
  for (const a of accounts) {
    if (!names.has(a.organisationCode)) names.set(a.organisationCode, a.organisation);
    if (a.standing !== 'disabled') counts.set(a.organisationCode, (counts.get(a.organisationCode) ?? 0) + 1);
  }
  return [...names].map(([code, name]) => ({ code, name, count: counts.get(code) ?? 0 }));
}

export const ofOffice = (accounts: AccountLine[], code: string) => (code ? accounts.filter((a) => a.organisationCode === code) : accounts);
