import { fromLonLat, toLonLat, transformExtent } from 'ol/proj';
import proj4 from 'proj4';
import type { County, Extent4490 } from '@guotu/api';

/** CGCS2000 and WGS 84 differ by less than a tenth of a millimetre here: the view takes degrees of 4490 as they are. */
export const toView = (lon: number, lat: number) => fromLonLat([lon, lat]);
export const fromView = (coordinate: number[]): [number, number] => {
  const [lon = 0, lat = 0] = toLonLat(coordinate);
  return [lon, lat];
};
export const extentToView = (extent: Extent4490) => transformExtent(extent, 'EPSG:4326', 'EPSG:3857');
export const extentFromView = (extent: number[]) => transformExtent(extent, 'EPSG:3857', 'EPSG:4326') as Extent4490;

export interface GaussKruger { north: number; east: number }

/** Degrees to the county's Gauss-Krüger zone; `east` carries the zone number as staff write it. */
export function gaussKruger(county: Pick<County, 'centralMeridian' | 'zone'>): (lon: number, lat: number) => GaussKruger {
  const definition = `+proj=tmerc +lat_0=0 +lon_0=${county.centralMeridian} +k=1 +x_0=${county.zone * 1_000_000 + 500_000} +y_0=0 +a=6378137 +rf=298.257222101 +units=m +no_defs`;
  const converter = proj4('+proj=longlat +a=6378137 +rf=298.257222101 +no_defs', definition);
  return (lon, lat) => {
    const [east = Number.NaN, north = Number.NaN] = converter.forward([lon, lat]);
    return { north, east };
  };
}

/** The way back: metres of the zone to degrees. */
export function fromGaussKruger(county: Pick<County, 'centralMeridian' | 'zone'>): (place: GaussKruger) => [lon: number, lat: number] {
  const definition = `+proj=tmerc +lat_0=0 +lon_0=${county.centralMeridian} +k=1 +x_0=${county.zone * 1_000_000 + 500_000} +y_0=0 +a=6378137 +rf=298.257222101 +units=m +no_defs`;
  const converter = proj4('+proj=longlat +a=6378137 +rf=298.257222101 +no_defs', definition);
  return (place) => {
    const [lon = Number.NaN, lat = Number.NaN] = converter.inverse([place.east, place.north]);
    return [lon, lat];
  };
}

/** The scale number of the screen at 96 dpi; the Mercator view is stretched by 1/cos(latitude). */
export function scaleOf(resolution: number, lat: number): number {
  return Math.round(resolution * Math.cos((lat * Math.PI) / 180) * (96 / 0.0254));
}
