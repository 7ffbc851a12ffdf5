import type { TaskRow } from '@guotu/api';

const tests: Record<string, (row: TaskRow) => boolean> = {
  overdue: (r) => r.remainingDays !== null && r.remainingDays < 0,
  dueSoon: (r) => r.light !== 'paused' && r.remainingDays !== null && r.remainingDays >= 0 && r.remainingDays <= 1,
  paused: (r) => r.light === 'paused',
};

/** The rows that a figure of the desk stands for; without a known figure all of them. */
export function byLight(rows: TaskRow[], light: string): TaskRow[] {
  const test = tests[light];
  return test ? rows.filter(test) : rows;
}
