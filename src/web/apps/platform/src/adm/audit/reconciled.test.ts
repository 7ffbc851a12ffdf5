import { expect, test } from 'vitest';
import { headlineOf, worstFirst } from './reconciled';

test('only what was compared in whole is told as no difference', () => {
  expect(headlineOf({ differences: 0, undetermined: 0 })).toEqual({ kind: 'ok', icon: '✓', words: '差 0' });
  expect(headlineOf({ differences: 0, undetermined: 2 })).toEqual({ kind: 'und', icon: '?', words: '无法判定 2 类' });
  expect(headlineOf({ differences: 3, undetermined: 1 })).toEqual({ kind: 'bad', icon: '✕', words: '差 3,无法判定 1 类' });
});

test('a run without a result and no run at all say that nothing was compared', () => {
  expect(headlineOf(null).kind).toBe('none');
  expect(headlineOf({ differences: null, undetermined: null }).words).toBe('还没有与业务表对账');
});

test('what differs stands before what could not be compared, and both before the rest in its order', () => {
  const line = (title: string, differences: number, undetermined: string | null = null) => ({ title, differences, undetermined });
  const lines = [line('a', 0), line('b', 0, '读不到'), line('c', 2), line('d', 0), line('e', 1)];
  expect(worstFirst(lines).map((l) => l.title)).toEqual(['c', 'e', 'b', 'a', 'd']);
});
