import { auditZh } from './audit.zh';

type Outcome = { differences: number | null; undetermined: number | null };

/** How a reconciliation is told in a word: a difference before what could not be compared, and "no difference" only where everything was compared. */
export function headlineOf(outcome: Outcome | null): { kind: 'ok' | 'bad' | 'und' | 'none'; icon: string; words: string } {
  const zh = auditZh.reconcile;
  if (!outcome || outcome.differences === null || outcome.undetermined === null) return { kind: 'none', icon: '–', words: zh.never };
  const words = [
    ...(outcome.differences > 0 || outcome.undetermined === 0 ? [zh.headline(outcome.differences)] : []),
    ...(outcome.undetermined > 0 ? [zh.undetermined(outcome.undetermined)] : []),
  ].join(',');
  if (outcome.differences > 0) return { kind: 'bad', icon: '✕', words };
  return outcome.undetermined > 0 ? { kind: 'und', icon: '?', words } : { kind: 'ok', icon: '✓', words };
}

/** The lines with differences first, then those that could not be compared, each group as it came: an auditor need not look for them. */
export function worstFirst<T extends { differences: number; undetermined?: string | null }>(lines: readonly T[]): T[] {
  const rank = (line: T) => (line.differences > 0 ? 0 : line.undetermined ? 1 : 2);
  return [...lines].sort((a, b) => rank(a) - rank(b));
}
