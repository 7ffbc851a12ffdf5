import { describe, expect, it } from 'vitest';
import { gaussKruger } from '@guotu/map';
import { lengths } from './measure';

const project = gaussKruger({ centralMeridian: 108, zone: 36 });

describe('a measured line', () => {
  it('is as long as its stretches in the plane of the zone', () => {
    const { stretches, total } = lengths([[108, 33], [108, 33.001], [108.001, 33.001]], project);
    expect(stretches[0]).toBeCloseTo(110.91, 1);
    expect(stretches[1]).toBeCloseTo(93.45, 1);
    expect(total).toBeCloseTo((stretches[0] ?? 0) + (stretches[1] ?? 0), 9);
  });
  it('of one point has no length', () => expect(lengths([[108, 33]], project)).toEqual({ stretches: [], total: 0 }));
});
