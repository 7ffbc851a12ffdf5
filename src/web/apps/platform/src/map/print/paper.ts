import type { GaussKruger } from '@guotu/map';

export type Place = [lon: number, lat: number];

/** How the plane of the county's zone and degrees go over into each other. */
export interface ZonePlane {
  toPlane: (lon: number, lat: number) => GaussKruger;
  toDegrees: (place: GaussKruger) => Place;
}

/** What the frame shows on the ground: metres. */
export function groundOf(frame: { width: number; height: number }, scale: number): { width: number; height: number } {
  return { width: (frame.width * scale) / 1000, height: (frame.height * scale) / 1000 };
}

/** Corners of the map of a sheet in degrees, from the north west clockwise: the same ground that the server draws. */
export function cornersOf(plane: ZonePlane, middle: Place, ground: { width: number; height: number }): Place[] {
  const at = plane.toPlane(...middle);
  const [dx, dy] = [ground.width / 2, ground.height / 2];
  return [[-dx, dy], [dx, dy], [dx, -dy], [-dx, -dy]].map(([x = 0, y = 0]) => plane.toDegrees({ east: at.east + x, north: at.north + y }));
}

/** The middle moved by parts of the frame, to the east and to the north. */
export function movedBy(plane: ZonePlane, middle: Place, east: number, north: number): Place {
  const at = plane.toPlane(...middle);
  return plane.toDegrees({ east: at.east + east, north: at.north + north });
}

/** N of 1:N as somebody writes it; null for what cannot be one. */
export function scaleOf(text: string): number | null {
  const digits = text.replace(/[\s,,]/g, '').replace(/^1[::]/, '');
  const scale = Number(digits);
  return /^\d{3,7}$/.test(digits) && scale >= 100 && scale <= 1_000_000 ? scale : null;
}
