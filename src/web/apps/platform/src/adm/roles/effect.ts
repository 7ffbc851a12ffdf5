import type { Effect, ReachChange } from '@guotu/api';

export type EffectKind = 'gained' | 'lost' | 'altered';

/** One line of a preview: what is gained, lost, or seen more or less of. */
export interface EffectLine { kind: EffectKind; name: string; what: string }

/** The lines of one group, what is lost first: it is what nobody expects. */
export function linesOf(change: ReachChange): EffectLine[] {
  return [
    ...change.lost.map((l): EffectLine => ({ kind: 'lost', name: l.name, what: l.what })),
    ...change.gained.map((l): EffectLine => ({ kind: 'gained', name: l.name, what: l.what })),
    ...change.altered.map((l): EffectLine => ({ kind: 'altered', name: l.name, what: `${l.before} → ${l.after}` })),
  ];
}

export function totals(effect: Effect): Record<EffectKind, number> {
  const sum = (of: (c: ReachChange) => number) => effect.changes.reduce((n, c) => n + of(c), 0);
  return { gained: sum((c) => c.gained.length), lost: sum((c) => c.lost.length), altered: sum((c) => c.altered.length) };
}
