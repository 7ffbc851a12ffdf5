import type BaseLayer from 'ol/layer/Base';
import ImageLayer from 'ol/layer/Image';
import TileLayer from 'ol/layer/Tile';
import type OlMap from 'ol/Map';
import ImageStatic from 'ol/source/ImageStatic';
import XYZ from 'ol/source/XYZ';
import type { Extent4490 } from '@guotu/api';
import { extentToView } from './projection';

export interface PictureTiles { url: string; extent: Extent4490; opacity: number; order: number; failed: () => void }

/** Pictures under and over the layers of a map: tiles of rasters, and single pictures such as a viewshed. */
export class Pictures {
  private readonly shown = new Map<string, { layer: BaseLayer; url: string }>();
  private readonly map: OlMap;

  constructor(map: OlMap) { this.map = map; }

  /** Puts tiles on the map, or changes those of the name. */
  setTiles(name: string, tiles: PictureTiles): void {
    const before = this.shown.get(name);
    if (before?.url === tiles.url) {
      before.layer.setOpacity(tiles.opacity);
      before.layer.setZIndex(tiles.order);
      return;
    }
    this.remove(name);
    const source = new XYZ({ url: tiles.url, maxZoom: 17, crossOrigin: null });
    source.on('tileloaderror', tiles.failed);
    this.add(name, tiles.url, new TileLayer({ source, extent: extentToView(tiles.extent), opacity: tiles.opacity, zIndex: tiles.order }) as unknown as BaseLayer);
  }

  setImage(name: string, url: string, extent: Extent4490, order: number): void {
    this.remove(name);
    const source = new ImageStatic({ url, imageExtent: extentToView(extent), projection: 'EPSG:3857', interpolate: false });
    this.add(name, url, new ImageLayer({ source, zIndex: order }) as unknown as BaseLayer);
  }

  remove(name: string): void {
    const before = this.shown.get(name);
    if (before) this.map.removeLayer(before.layer);
    this.shown.delete(name);
  }

  names(): string[] { return [...this.shown.keys()]; }

  private add(name: string, url: string, layer: BaseLayer): void {
    this.shown.set(name, { layer, url });
    this.map.addLayer(layer);
  }
}
