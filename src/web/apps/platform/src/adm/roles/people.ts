import type { GrantedPerson } from '@guotu/api';

export type Show = 'all' | 'waiting' | 'extra';

export const waits = (p: GrantedPerson) => p.enabled && p.intact && p.held.length === 0;

/** People as the filter and every word of the search ask for them. */
export function shownPeople(people: GrantedPerson[], show: Show, words: string): GrantedPerson[] {
  const asked = words.trim().toLowerCase().split(/\s+/).filter((w) => w);
  return people.filter((p) => {
    const text = [p.account, p.name, p.organisation, ...p.posts, ...p.held.map((h) => h.name)].join(' ').toLowerCase();
    const kind = show === 'all' || (show === 'waiting' ? waits(p) : p.missing.length > 0 || p.held.some((h) => h.template === 'extra'));
    return kind && asked.every((w) => text.includes(w));
  });
}
