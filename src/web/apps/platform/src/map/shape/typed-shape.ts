import type { Geometry } from '@guotu/api';
import { shapeZh as zh } from './shape.zh';

export type ShapeKind = 'Polygon' | 'LineString' | 'Point';

/** How metres of the county's zone become degrees; null where the county is not known yet. */
export interface ZoneOfCounty { number: number; toDegrees: (place: { east: number; north: number }) => [number, number] }

type Position = [lon: number, lat: number];

const leastPoints: Record<ShapeKind, number> = { Polygon: 3, LineString: 2, Point: 1 };
const isLon = (n: number) => n >= 73 && n <= 136;
const isLat = (n: number) => n >= 3 && n <= 54;
const isNorth = (n: number) => n >= 300_000 && n <= 6_200_000;

/** Two numbers as a place: degrees in either order, or north and east in metres of the county's zone in either order; their sizes tell which is which. */
function placeOf(a: number, b: number, zone: ZoneOfCounty): Position | string {
  if (isLon(a) && isLat(b)) return [a, b];
  if (isLat(a) && isLon(b)) return [b, a];
  const [north, east] = a > b ? [b, a] : [a, b];
  if (Math.floor(east / 1_000_000) === zone.number && isNorth(north)) return zone.toDegrees({ east, north });
  return east >= 13_000_000 && isNorth(north) ? zh.otherZone(zone.number) : zh.noPlace;
}

/** A point's line: perhaps a label before the two numbers, which come by comma, space or tab. */
function numbersOf(line: string): number[] {
  const words = line.split(/[\s,,;;、]+/).filter((w) => w !== '');
  const last = words.slice(-2).map((w) => (/^[+-]?\d+(\.\d+)?$/.test(w) ? Number(w) : Number.NaN));
  return words.length === 2 || words.length === 3 ? last : [];
}

/** The shape of the lines of a text, one point a line; a sentence with the line's number where it is none. An area is closed by itself. */
export function readShape(text: string, kind: ShapeKind, zone: ZoneOfCounty): Geometry | string {
  const positions: Position[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [a = Number.NaN, b = Number.NaN] = numbersOf(line);
    if (!Number.isFinite(a) || !Number.isFinite(b)) return zh.line(i + 1, zh.notTwo);
    const place = placeOf(a, b, zone);
    if (typeof place === 'string') return zh.line(i + 1, place);
    positions.push(place);
  }
  const [first, last] = [positions[0], positions[positions.length - 1]];
  if (kind === 'Polygon' && positions.length > 3 && first && last && first[0] === last[0] && first[1] === last[1]) positions.pop();
  if (positions.length < leastPoints[kind] || (kind === 'Point' && positions.length > 1)) return zh.count[kind];
  if (kind === 'Point') return { type: 'Point', coordinates: positions[0] as Position };
  return kind === 'LineString' ? { type: 'LineString', coordinates: positions } : { type: 'Polygon', coordinates: [[...positions, positions[0] as Position]] };
}
