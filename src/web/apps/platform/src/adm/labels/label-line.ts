import type { LabelView } from '@guotu/api';

/** A person or layer with its label, as the table of the page shows it. */
export interface LabelLine {
  key: string;
  name: string;
  note: string;
  label: LabelView | null;
  reason: string | null;
  set: string | null;
  /** Why it cannot be changed; null where it can. */
  fixed: string | null;
}

export type Only = 'any' | 'set' | 'raised';

const floor = 1;

export function filtered(lines: LabelLine[], find: string, only: Only): LabelLine[] {
  const words = find.trim().toLowerCase();
  return lines.filter((l) => {
    const named = !words || `${l.key} ${l.name} ${l.note}`.toLowerCase().includes(words);
    const raised = !!l.label && (l.label.level > floor || l.label.categories.length > 0);
    return named && (only === 'any' || (only === 'set' ? !!l.set : raised));
  });
}

/** Whether the new label lets more or fewer people see: neither where the labels cannot be compared. */
export function direction(was: { level: number; categories: string[] }, level: number, categories: string[]): 'raise' | 'lower' | 'same' | 'other' {
  const more = categories.every((c) => was.categories.includes(c)) && level <= was.level;
  const fewer = was.categories.every((c) => categories.includes(c)) && level >= was.level;
  return more && fewer ? 'same' : more ? 'lower' : fewer ? 'raise' : 'other';
}
