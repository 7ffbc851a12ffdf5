import { describe, expect, it } from 'vitest';
import { fromGaussKruger, gaussKruger } from '@guotu/map';
import { cornersOf, groundOf, movedBy, scaleOf, type Place } from './paper';

const county = { centralMeridian: 108, zone: 36 };
const plane = { toPlane: gaussKruger(county), toDegrees: fromGaussKruger(county) };
const middle: Place = [107.77, 32.98];

describe('the ground of a sheet', () => {
  it('is its size on paper times the scale', () => expect(groundOf({ width: 200, height: 150 }, 10_000)).toEqual({ width: 2000, height: 1500 }));
  it('has corners whose distances in the zone are those', () => {
    const [nw, ne, se, sw] = cornersOf(plane, middle, { width: 2000, height: 1500 }).map((p) => plane.toPlane(...p));
    expect((ne?.east ?? 0) - (nw?.east ?? 0)).toBeCloseTo(2000, 3);
    expect((nw?.north ?? 0) - (sw?.north ?? 0)).toBeCloseTo(1500, 3);
    expect(se?.north).toBeCloseTo(sw?.north ?? 0, 3);
  });
  it('moves by metres of the zone and comes back', () => {
    const there = movedBy(plane, middle, 250, -100);
    expect(plane.toPlane(...there).east - plane.toPlane(...middle).east).toBeCloseTo(250, 3);
    const back = movedBy(plane, there, -250, 100);
    expect(back[0]).toBeCloseTo(middle[0], 9);
    expect(back[1]).toBeCloseTo(middle[1], 9);
  });
});

describe('a scale as people write it', () => {
  it.each([['10000', 10_000], ['1:5000', 5000], ['25,000', 25_000], ['1:2000', 2000]])('%s', (text, scale) => expect(scaleOf(text)).toBe(scale));
  it.each(['', '1:', '99', '1000001', '-500', '1e4', '5000.5', '万'])('%s is none', (text) => expect(scaleOf(text)).toBeNull());
});
