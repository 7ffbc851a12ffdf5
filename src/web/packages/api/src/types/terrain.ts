import type { Schemas } from '../contract';

export type RasterInfo = Schemas['RasterView'];
export type TerrainProfile = Schemas['ProfileView'];
export type TerrainSlope = Schemas['SlopeView'];
export type TerrainHeights = Schemas['ZonalView'];
export type TerrainEarthworks = Schemas['EarthworksView'];
export type TerrainViewshed = Schemas['ViewshedView'];
export type TerrainDoubt = Schemas['TerrainDoubtView'];
export type TerrainBasis = Schemas['TerrainBasis'];
/** A figure for the terrain: parts, rings, places east first. */
export interface TerrainFigure { epsg: number; coordinates: number[][][][] }
export interface EarthworksRequest extends TerrainFigure { designHeight: number; riseEast?: number; riseNorth?: number }
export interface ViewshedRequest { epsg: number; place: number[]; observerHeight: number; targetHeight: number; radiusMetres: number; refraction?: number }
