import type { MlpsClause, MlpsStandard } from '@guotu/api';

export const results = ['notMet', 'notProved', 'partly', 'manual', 'met', 'notApplicable'] as const;
export type Result = (typeof results)[number];

export type Kind = 'ok' | 'bad' | 'warn' | 'und' | 'pause' | 'neu';
const kinds: Record<Result, Kind> = { met: 'ok', partly: 'warn', notMet: 'bad', manual: 'pause', notApplicable: 'neu', notProved: 'und' };
export const kindOf = (result: string): Kind => kinds[result as Result] ?? 'neu';

/** Clauses of one answer; every clause where none is chosen. */
export const shown = (standard: MlpsStandard | undefined, result: string): MlpsClause[] =>
  (standard?.clauses ?? []).filter((c) => result === '' || c.result === result);

/** How many clauses ended how: counted from the clauses that are shown, so that figure and list cannot differ. */
export function counts(standard: MlpsStandard | undefined): { result: Result; count: number }[] {
  return results.map((result) => ({ result, count: (standard?.clauses ?? []).filter((c) => c.result === result).length }));
}

/** Clauses under their headings, in the standard's order. */
export function grouped(clauses: MlpsClause[]): { group: string; clauses: MlpsClause[] }[] {
  const groups: { group: string; clauses: MlpsClause[] }[] = [];
  for (const clause of clauses) {
    const last = groups[groups.length - 1];
    if (last?.group === clause.group) last.clauses.push(clause);
    else groups.push({ group: clause.group, clauses: [clause] });
  }
  return groups;
}
