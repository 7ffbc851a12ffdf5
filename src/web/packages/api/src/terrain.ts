import type { ApiClient } from './client';
import type { EarthworksRequest, TerrainFigure, ViewshedRequest } from './types/terrain';

/** Rasters of the one map and analyses of the terrain. */
export const terrainCalls = (c: ApiClient) => ({
  rasters: () => c.get('/rasters'),
  profile: (json: { epsg: number; line: number[][]; stepMetres: number }) => c.post('/analysis/terrain/profile', { json }),
  slope: (json: TerrainFigure) => c.post('/analysis/terrain/slope', { json }),
  heights: (json: TerrainFigure) => c.post('/analysis/terrain/zonal', { json }),
  earthworks: (json: EarthworksRequest) => c.post('/analysis/terrain/earthworks', { json }),
  viewshed: (json: ViewshedRequest) => c.post('/analysis/terrain/viewshed', { json }),
});

/** Address of the tiles of one revision of a raster on the map's grid. */
export const rasterTiles = (code: string, style: string, revision: number): string =>
  `/ogc/tiles/${encodeURIComponent(code)}/map/WebMercatorQuad/{z}/{y}/{x}?style=${encodeURIComponent(style)}&revision=${revision}`;
