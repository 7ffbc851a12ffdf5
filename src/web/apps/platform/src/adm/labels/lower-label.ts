import type { LabelScheme, LabelView } from '@guotu/api';
import type { Wanted } from '../control/use-second-person';
import { labelsZh } from './labels.zh';

/** What of a label is kept: a level not above its own, and some of its categories. */
export interface Kept { level: number; categories: string[] }

/** Nothing lies below 公开 without categories. */
export const isLowest = (label: LabelView) => label.level === 0 && label.categories.length === 0;

/** Whether what is kept is less than the label; the node asks the same again. */
export const isLower = (label: LabelView, kept: Kept) =>
  kept.level <= label.level && kept.categories.every((c) => label.categories.includes(c)) && (kept.level < label.level || kept.categories.length < label.categories.length);

/** The act that a second person is asked for. */
export function lowering(what: { code: string; name: string; revision: number }, kept: Kept, scheme: LabelScheme): Wanted {
  const level = scheme.levels.find((l) => l.level === kept.level)?.name ?? String(kept.level);
  const names = scheme.categories.filter((c) => kept.categories.includes(c.code)).map((c) => c.name);
  return {
    kind: 'label.revision-lower',
    title: labelsZh.revisions.wanted(what.name, what.revision, names.length ? `${level}(${names.join('、')})` : level),
    parameters: { code: what.code, revision: String(what.revision), level: String(kept.level), categories: kept.categories.join(',') },
  };
}
