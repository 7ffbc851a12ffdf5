import { describe, expect, it } from 'vitest';
import { stateNames } from './raster-states';

const state = (revision: number, asOf: string) => ({ revision, asOf, extent4490: [107, 32, 108, 33] as [number, number, number, number] });

describe('the states of a raster', () => {
  it('go by year, by day within a year, and by the newest of a day', () => {
    const names = stateNames([state(5, '2026-09-01'), state(4, '2025-12-31'), state(3, '2025-06-30'), state(2, '2025-06-30'), state(1, '2021-01-01')]);
    expect(names).toEqual([{ revision: 5, name: '2026' }, { revision: 4, name: '2025-12-31' }, { revision: 3, name: '2025-06-30' }, { revision: 1, name: '2021' }]);
  });
});
