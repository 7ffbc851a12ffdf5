import type { TerrainProfile } from '@guotu/api';
import { terrainZh as zh } from './terrain.zh';

/** The places of a profile as a table; an unknown height is an empty cell. */
export const profileCsv = (profile: Pick<TerrainProfile, 'places'>): string =>
  [zh.columns, ...profile.places.map((p) => [p.distance, p.lon, p.lat, p.height ?? ''].join(','))].join('\r\n') + '\r\n';
