import { expect, test } from 'vitest';
import { headlineOf } from './reconciled';

test('only what was compared in whole is told as no difference', () => {
  expect(headlineOf({ differences: 0, undetermined: 0 })).toEqual({ kind: 'ok', icon: '✓', words: '差 0' });
  expect(headlineOf({ differences: 0, undetermined: 2 })).toEqual({ kind: 'und', icon: '?', words: '无法判定 2 类' });
  expect(headlineOf({ differences: 3, undetermined: 1 })).toEqual({ kind: 'bad', icon: '✕', words: '差 3,无法判定 1 类' });
});

test('a run without a result and no run at all say that nothing was compared', () => {
  expect(headlineOf(null).kind).toBe('none');
  expect(headlineOf({ differences: null, undetermined: null }).words).toBe('还没有与业务表对账');
});
