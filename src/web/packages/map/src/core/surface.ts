import Feature from 'ol/Feature';
import GeoJSON from 'ol/format/GeoJSON';
import MVT from 'ol/format/MVT';
import Point from 'ol/geom/Point';
import { defaults as interactions } from 'ol/interaction/defaults';
import Draw from 'ol/interaction/Draw';
import type BaseLayer from 'ol/layer/Base';
import VectorLayer from 'ol/layer/Vector';
import VectorTileLayer from 'ol/layer/VectorTile';
import OlMap from 'ol/Map';
import VectorSource from 'ol/source/Vector';
import VectorTileSource from 'ol/source/VectorTile';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import { getRenderPixel } from 'ol/render';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import View from 'ol/View';
import type { Extent4490, FeatureCollection, Geometry, LayerInfo } from '@guotu/api';
import { leaderLabel } from './leader-label';
import { PaperFrame } from './paper-frame';
import { Pictures } from './pictures';
import { extentFromView, extentToView, fromView, scaleOf, toView } from './projection';
import { changeStyle, conflictStyle, drawnStyle, layerStyle, parcelStyle, resultStyle, selectedStyle } from './styles';
import { tileLoading } from './tile-loading';

const geojson = new GeoJSON({ featureProjection: 'EPSG:3857' });

export interface ViewState { lon: number; lat: number; zoom: number; scale: number; extent: Extent4490 }

export interface TileLayerOptions {
  layer: LayerInfo; url: string; opacity: number; order: number; failed: () => void;
  /** Told when the platform begins and ends preparing tiles of the layer (正在准备); they come by themselves. */
  preparing?: (some: boolean) => void;
  /** Where one layer is shown twice: what this one is called. */
  key?: string;
  /** With the hatches of the aid for colour blindness (色觉辅助). */
  aid?: boolean;
}

/** A geometry that cannot be read is left out. */
function featuresOf(geometries: Geometry[]): Feature[] {
  return geometries.flatMap((g) => {
    const shape = geojson.readGeometry(g);
    return shape ? [new Feature(shape)] : [];
  });
}

/** One map on one element: canvas only, everything in and out in degrees. */
export class MapSurface {
  private readonly map: OlMap;
  readonly pictures: Pictures;
  private readonly tiles = new Map<string, VectorTileLayer>();
  private readonly overlays = new Map<string, VectorLayer>();
  private home: Extent4490;
  private drawing: Draw | null = null;

  constructor(target: HTMLElement, home: Extent4490) {
    this.home = home;
    this.map = new OlMap({
      target,
      controls: [],
      interactions: interactions({ altShiftDragRotate: false, pinchRotate: false }),
      pixelRatio: Math.min(1.5, window.devicePixelRatio || 1),
      view: new View({ center: toView((home[0] + home[2]) / 2, (home[1] + home[3]) / 2), zoom: 11, minZoom: 6, maxZoom: 20, constrainResolution: false }),
    });
    this.pictures = new Pictures(this.map);
  }

  dispose(): void {
    this.map.setTarget(undefined);
    this.map.dispose();
  }

  fit(extent: Extent4490, padding = [48, 48, 48, 48], maxZoom = 18): void {
    this.map.getView().fit(extentToView(extent), { padding, maxZoom, duration: 0 });
  }

  /** Fits an area with so much of its surroundings that one sees where it lies. */
  fitPart(extent: Extent4490): void {
    const [width = 0, height = 0] = this.map.getSize() ?? [];
    this.fit(extent, [height * 0.27, width * 0.27, height * 0.27, width * 0.27]);
  }

  /** Fits an area together with its surroundings and the label that stands to the right of it. */
  fitWithLabel(extent: Extent4490): void {
    const [width = 0, height = 0] = this.map.getSize() ?? [];
    this.fit(extent, [height * 0.22, Math.max(width * 0.3, Math.min(230, width * 0.4)), height * 0.22, width * 0.15]);
  }

  fitGeometry(geometry: Geometry): void {
    const found = geojson.readGeometry(geometry)?.getExtent();
    if (found) this.fitWithLabel(extentFromView(found));
  }

  goHome(): void { this.fit(this.home, [16, 16, 16, 16]); }
  setHome(extent: Extent4490): void { this.home = extent; }
  zoomBy(steps: number): void { const v = this.map.getView(); v.setZoom((v.getZoom() ?? 11) + steps); }

  centre(lon: number, lat: number, zoom?: number): void {
    this.map.getView().setCenter(toView(lon, lat));
    if (zoom !== undefined) this.map.getView().setZoom(zoom);
  }

  resize(): void { this.map.updateSize(); }

  state(): ViewState {
    const view = this.map.getView();
    const [lon, lat] = fromView(view.getCenter() ?? [0, 0]);
    return { lon, lat, zoom: view.getZoom() ?? 0, scale: scaleOf(view.getResolution() ?? 1, lat), extent: extentFromView(view.calculateExtent(this.map.getSize())) };
  }

  onMove(act: (state: ViewState) => void): void { this.map.on('moveend', () => act(this.state())); }
  onPointer(act: (lon: number, lat: number) => void): void {
    this.map.on('pointermove', (e) => { if (!e.dragging) act(...fromView(e.coordinate)); });
  }
  onClick(act: (lon: number, lat: number) => void): void { this.map.on('singleclick', (e) => { if (!this.drawing) act(...fromView(e.coordinate)); }); }

  /** Lets a line or an area be drawn by clicks; a double click or `finishDrawing` ends it. What was drawn stays until the next or `stopDrawing`. */
  draw(kind: 'Point' | 'LineString' | 'Polygon', done: (geometry: Geometry) => void): void {
    this.stopDrawing();
    const source = this.overlay('drawn', 925, () => drawnStyle);
    const drawing = new Draw({ source, type: kind, style: drawnStyle, stopClick: true });
    drawing.on('drawstart', () => source.clear());
    drawing.on('drawend', (e) => {
      const shape = e.feature.getGeometry();
      if (shape) done(JSON.parse(geojson.writeGeometry(shape, { decimals: 10 })) as Geometry);
    });
    this.drawing = drawing;
    this.map.addInteraction(drawing);
  }

  /** Takes the last vertex back. */
  undoVertex(): void { this.drawing?.removeLastPoint(); }

  finishDrawing(): void { this.drawing?.finishDrawing(); }

  stopDrawing(): void {
    if (this.drawing) this.map.removeInteraction(this.drawing);
    this.drawing = null;
    this.clear('drawn');
  }

  /** Features of an overlay under a place on the screen. */
  featuresAt(overlay: string, lon: number, lat: number): Record<string, unknown>[] {
    const layer = this.overlays.get(overlay);
    if (!layer) return [];
    const found = this.map.getFeaturesAtPixel(this.map.getPixelFromCoordinate(toView(lon, lat)), { layerFilter: (l) => l === layer, hitTolerance: 3 });
    return found.map((f) => ({ ...f.getProperties(), id: f.getId() }));
  }

  setTiles(options: TileLayerOptions): void {
    const key = options.key ?? options.layer.code;
    const existing = this.tiles.get(key);
    if (existing) {
      if (existing.get('aid') !== (options.aid ?? false)) {
        existing.set('aid', options.aid ?? false);
        existing.setStyle(layerStyle(options.layer.style, options.aid));
      }
      existing.setOpacity(options.opacity);
      existing.setZIndex(options.order);
      return;
    }
    const source = new VectorTileSource({ format: new MVT(), url: options.url, minZoom: options.layer.minZoom, maxZoom: 16, tileSize: 512 });
    source.setTileLoadFunction(tileLoading(() => this.tiles.get(key)?.getSource() === source, (some) => options.preparing?.(some)));
    source.on('tileloaderror', options.failed);
    const layer = new VectorTileLayer({
      source, style: layerStyle(options.layer.style, options.aid), declutter: false, minZoom: options.layer.minZoom - 0.001,
      opacity: options.opacity, zIndex: options.order, renderMode: 'hybrid',
    });
    layer.set('aid', options.aid ?? false);
    this.tiles.set(key, layer);
    this.map.addLayer(layer as unknown as BaseLayer);
  }

  removeTiles(code: string): void {
    const layer = this.tiles.get(code);
    if (layer) this.map.removeLayer(layer as unknown as BaseLayer);
    this.tiles.delete(code);
  }

  /** Shows the tiles of one key only to the right of a share of the width, and those of another only to the left of it (卷帘). */
  setSwipe(left: string, right: string, share: () => number): void {
    this.cut(left, () => [0, share()]);
    this.cut(right, () => [share(), 1]);
  }

  redraw(): void { this.map.render(); }

  private cut(key: string, between: () => [number, number]): void {
    const layer = this.tiles.get(key);
    if (!layer || layer.get('cut')) return;
    layer.set('cut', true);
    layer.on('prerender', (e) => {
      const g = e.context as CanvasRenderingContext2D;
      const [width = 0, height = 0] = this.map.getSize() ?? [];
      const [from, to] = between();
      const [a, b] = [getRenderPixel(e, [width * from, 0]), getRenderPixel(e, [width * to, height])];
      g.save();
      g.beginPath();
      g.rect(a[0] ?? 0, a[1] ?? 0, (b[0] ?? 0) - (a[0] ?? 0), (b[1] ?? 0) - (a[1] ?? 0));
      g.clip();
    });
    layer.on('postrender', (e) => (e.context as CanvasRenderingContext2D).restore());
  }

  /** What changed between two revisions, by kind. */
  setChanges(changes: { kind: string; geometry: Geometry }[]): void {
    const source = this.overlay('changes', 905, (feature) => changeStyle(String(feature.get('kind'))));
    source.addFeatures(changes.flatMap((c) => { const shape = geojson.readGeometry(c.geometry); return shape ? [new Feature({ geometry: shape, kind: c.kind })] : []; }));
  }

  tileCodes(): string[] { return [...this.tiles.keys()]; }

  setParcels(collection: FeatureCollection): void {
    this.overlay('parcels', 900, () => parcelStyle).addFeatures(geojson.readFeatures(collection));
  }

  setConflicts(collection: FeatureCollection, label: (properties: Record<string, unknown>) => string): void {
    const order = new Map<unknown, number>();
    const aside = this.overlays.get('parcels')?.getSource()?.getExtent()?.[2] ?? Number.NEGATIVE_INFINITY;
    const source = this.overlay('conflicts', 910, (feature, resolution) => [
      ...conflictStyle(), ...leaderLabel(feature, { resolution, aside, step: order.get(feature) ?? 0 }, label(feature.getProperties())),
    ]);
    const features = geojson.readFeatures(collection);
    features.forEach((f, i) => order.set(f, i));
    source.addFeatures(features);
  }

  setSelected(geometry: Geometry | null): void {
    const source = this.overlay('selected', 930, () => selectedStyle);
    const shape = geometry ? geojson.readGeometry(geometry) : null;
    if (shape) source.addFeature(new Feature(shape));
  }

  /** Figures of an analysis, drawn over the layers; none to take them away. */
  setResult(geometries: Geometry[]): void {
    const source = this.overlay('result', 915, () => resultStyle);
    source.addFeatures(featuresOf(geometries));
  }

  /** Shapes that a person has drawn and that stay. */
  setShapes(geometries: Geometry[]): void {
    const source = this.overlay('shapes', 922, () => drawnStyle);
    source.addFeatures(featuresOf(geometries));
  }

  fitResult(): void {
    const box = this.overlays.get('result')?.getSource()?.getExtent();
    if (box && Number.isFinite(box[0])) this.fit(extentFromView(box));
  }

  setPoints(points: { lon: number; lat: number; label: string }[]): void {
    const dot = new CircleStyle({ radius: 4, fill: new Fill({ color: '#FFFFFF' }), stroke: new Stroke({ color: '#0B3D91', width: 2 }) });
    const source = this.overlay('points', 920, () => [new Style({ image: dot })]);
    source.addFeatures(points.map((p) => new Feature({ geometry: new Point(toView(p.lon, p.lat)), label: p.label })));
  }

  setPin(pin: { lon: number; lat: number } | null): void {
    const dot = new CircleStyle({ radius: 7, fill: new Fill({ color: '#B3261E' }), stroke: new Stroke({ color: '#FFFFFF', width: 3 }) });
    const source = this.overlay('pin', 940, () => [new Style({ image: dot })]);
    if (pin) source.addFeature(new Feature(new Point(toView(pin.lon, pin.lat))));
  }

  /** Shows the ground of a sheet of paper, which may be dragged. */
  paperFrame(moved: (lon: number, lat: number) => void): PaperFrame { return new PaperFrame(this.map, moved); }

  clear(overlay: string): void { this.overlays.get(overlay)?.getSource()?.clear(); }

  private overlay(name: string, order: number, style: (feature: Feature, resolution: number) => Style[]): VectorSource {
    let layer = this.overlays.get(name);
    if (!layer) {
      layer = new VectorLayer({ source: new VectorSource(), zIndex: order });
      this.overlays.set(name, layer);
      this.map.addLayer(layer as unknown as BaseLayer);
    }
    layer.setStyle((feature, resolution) => style(feature as Feature, resolution));
    const source = layer.getSource() as VectorSource;
    source.clear();
    return source;
  }
}
