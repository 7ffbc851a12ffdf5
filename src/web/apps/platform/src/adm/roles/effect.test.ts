import { expect, test } from 'vitest';
import type { Effect } from '@guotu/api';
import { linesOf, totals } from './effect';

const line = (key: string, what = '') => ({ key, name: key.toUpperCase(), what });
const effect: Effect = {
  for: '李建国(lijg)', notes: [],
  changes: [
    { code: 'use-cases', title: '功能', gained: [line('a'), line('b')], lost: [], altered: [] },
    { code: 'layers', title: '图层', gained: [line('dltb', '全部 12 个要素')], lost: [line('xzq')], altered: [{ key: 'y', name: 'Y', before: '9 个', after: '3 个' }] },
  ],
};

test('a group lists what is lost first and says from what to what a thing changes', () => {
  expect(linesOf(effect.changes[1]!)).toEqual([
    { kind: 'lost', name: 'XZQ', what: '' }, { kind: 'gained', name: 'DLTB', what: '全部 12 个要素' }, { kind: 'altered', name: 'Y', what: '9 个 → 3 个' },
  ]);
});

test('the totals are of all groups', () => {
  expect(totals(effect)).toEqual({ gained: 3, lost: 1, altered: 1 });
  expect(totals({ ...effect, changes: [] })).toEqual({ gained: 0, lost: 0, altered: 0 });
});
