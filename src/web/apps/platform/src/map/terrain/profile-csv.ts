import type { TerrainProfile } from '@guotu/api';
import { terrainZh as zh } from './terrain.zh';

/** The places of a profile as a table; an unknown height is an empty cell. Who took it stands in the first line. */
export const profileCsv = (profile: Pick<TerrainProfile, 'places'>, mark = ''): string =>
  [...(mark ? [`"${mark.replaceAll('"', '""')}"`] : []), zh.columns, ...profile.places.map((p) => [p.distance, p.lon, p.lat, p.height ?? ''].join(','))].join('\r\n') + '\r\n';
