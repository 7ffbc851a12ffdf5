import type { GaussKruger } from '@guotu/map';

/** Length of a drawn line in the plane of the county's zone, in metres, and of each stretch. */
export function lengths(positions: [number, number][], project: (lon: number, lat: number) => GaussKruger): { stretches: number[]; total: number } {
  const points = positions.map(([lon, lat]) => project(lon, lat));
  const stretches = points.slice(1).map((p, i) => Math.hypot(p.east - (points[i]?.east ?? Number.NaN), p.north - (points[i]?.north ?? Number.NaN)));
  return { stretches, total: stretches.reduce((sum, s) => sum + s, 0) };
}
