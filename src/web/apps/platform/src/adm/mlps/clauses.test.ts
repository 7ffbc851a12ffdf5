import { describe, expect, it } from 'vitest';
import type { MlpsClause, MlpsStandard } from '@guotu/api';
import { counts, grouped, kindOf, shown } from './clauses';

const clause = (id: string, group: string, result: MlpsClause['result']): MlpsClause => ({
  id, group, title: id, text: '', who: 'S', result, automatic: null, explanation: '', rest: null, step: null, person: null, forPerson: true, checks: [], hand: null,
});
const clauses = [clause('8.1.4.1a', '安全计算环境', 'met'), clause('8.1.4.1b', '安全计算环境', 'notProved'), clause('8.1.5.1a', '安全管理中心', 'notProved'), clause('8.1.6', '安全计算环境', 'manual')];
const standard = { code: 'GB/T 22239-2019', title: '', version: '', counts: {}, clauses } as unknown as MlpsStandard;

describe('clauses of a form', () => {
  it('shows every clause, or those of one answer', () => {
    expect(shown(standard, '')).toHaveLength(4);
    expect(shown(standard, 'notProved').map((c) => c.id)).toEqual(['8.1.4.1b', '8.1.5.1a']);
    expect(shown(undefined, '')).toEqual([]);
  });
  it('counts what is not proved apart from what is met', () => {
    const by = Object.fromEntries(counts(standard).map((c) => [c.result, c.count]));
    expect(by).toEqual({ notMet: 0, notProved: 2, partly: 0, manual: 1, met: 1, notApplicable: 0 });
    expect(kindOf('notProved')).not.toBe(kindOf('met'));
  });
  it('keeps the order of the standard, also where a heading comes back', () => {
    expect(grouped(clauses).map((g) => [g.group, g.clauses.length])).toEqual([['安全计算环境', 2], ['安全管理中心', 1], ['安全计算环境', 1]]);
  });
});
