import { describe, expect, it } from 'vitest';
import { gaussKruger, scaleOf } from './projection';

describe('the county zone', () => {
  const xixiang = gaussKruger({ centralMeridian: 108, zone: 36 });

  it('puts its central meridian on 500 km with the zone number before it', () => {
    expect(xixiang(108, 33).east).toBeCloseTo(36_500_000, 3);
  });

  it('agrees with the meridian arc of CGCS2000 at 33 degrees', () => {
    // Meridian arc from the equator to 33°N on a = 6378137, 1/f = 298.257222101 (series of the national formula).
    const a = 6_378_137;
    const f = 1 / 298.257222101;
    const e2 = f * (2 - f);
    const phi = (33 * Math.PI) / 180;
    let arc = 0;
    const steps = 20_000;
    for (let i = 0; i < steps; i++) {
      const p = (phi * (i + 0.5)) / steps;
      arc += (a * (1 - e2)) / Math.pow(1 - e2 * Math.sin(p) ** 2, 1.5) * (phi / steps);
    }
    expect(xixiang(108, 33).north).toBeCloseTo(arc, 2);
  });

  it('is symmetric about the central meridian', () => {
    const west = xixiang(107.5, 33);
    const east = xixiang(108.5, 33);
    expect(west.north).toBeCloseTo(east.north, 4);
    expect(36_500_000 - west.east).toBeCloseTo(east.east - 36_500_000, 4);
  });
});

describe('the scale', () => {
  it('counts the stretch of the Mercator view away', () => {
    expect(scaleOf(1, 0)).toBe(3780);
    expect(scaleOf(1, 60)).toBe(1890);
  });
});
