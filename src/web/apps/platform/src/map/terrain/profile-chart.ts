/** The drawing of a profile: places, paths and ticks in the units of its picture. */
export interface ProfilePlaceLike { distance: number; height?: number | null }
export interface ProfileDrawing {
  /** One path for each unbroken run of known ground. */
  paths: string[];
  ticks: { y: number; label: string }[];
  x: (distance: number) => number;
  y: (height: number) => number;
}

export const chartSize = { width: 296, height: 150, left: 44, right: 8, top: 8, bottom: 20 };

/** A step of 1, 2 or 5 times a power of ten that parts a range into about four. */
export function niceStep(range: number): number {
  if (!(range > 0)) return 1;
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

export function drawProfile(places: ProfilePlaceLike[]): ProfileDrawing {
  const heights = places.flatMap((p) => (p.height === null || p.height === undefined ? [] : [p.height]));
  const length = places.length > 0 ? places[places.length - 1]!.distance : 0;
  const [lowest, highest] = heights.length > 0 ? [Math.min(...heights), Math.max(...heights)] : [0, 1];
  const step = niceStep(Math.max(highest - lowest, 0.5));
  const [from, to] = [Math.floor(lowest / step) * step, Math.max(Math.ceil(highest / step) * step, Math.floor(lowest / step) * step + step)];
  const { width, height, left, right, top, bottom } = chartSize;
  const x = (distance: number) => left + (length > 0 ? (distance / length) * (width - left - right) : 0);
  const y = (value: number) => top + ((to - value) / (to - from)) * (height - top - bottom);
  const ticks = [];
  for (let value = from; value <= to + step / 1000; value += step) ticks.push({ y: y(value), label: String(Math.round(value * 1e6) / 1e6) });
  return { paths: runs(places).map((run) => run.map((p, i) => `${i === 0 ? 'M' : 'L'}${tenth(x(p.distance))} ${tenth(y(p.height as number))}`).join('')), ticks, x, y };
}

/** The place nearest to a distance; -1 without places. */
export function nearestPlace(places: ProfilePlaceLike[], distance: number): number {
  let best = -1;
  places.forEach((p, i) => {
    if (best < 0 || Math.abs(p.distance - distance) < Math.abs(places[best]!.distance - distance)) best = i;
  });
  return best;
}

function runs(places: ProfilePlaceLike[]): ProfilePlaceLike[][] {
  const found: ProfilePlaceLike[][] = [];
  let open: ProfilePlaceLike[] | null = null;
  for (const place of places) {
    if (place.height === null || place.height === undefined) { open = null; continue; }
    if (!open) { open = []; found.push(open); }
    open.push(place);
  }
  return found;
}
