import Collection from 'ol/Collection';
import Feature from 'ol/Feature';
import Polygon from 'ol/geom/Polygon';
import Translate from 'ol/interaction/Translate';
import type BaseLayer from 'ol/layer/Base';
import VectorLayer from 'ol/layer/Vector';
import type OlMap from 'ol/Map';
import VectorSource from 'ol/source/Vector';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import { fromView, toView } from './projection';

type Place = [lon: number, lat: number];

const look = [
  new Style({ fill: new Fill({ color: '#0B57D014' }), stroke: new Stroke({ color: '#FFFFFF', width: 5 }) }),
  new Style({ stroke: new Stroke({ color: '#0B57D0', width: 2.4 }) }),
];

/** The ground that a sheet of paper shows: dragged with the pointer, its middle told when it is let go. */
export class PaperFrame {
  private readonly feature = new Feature(new Polygon([]));
  private readonly layer: VectorLayer;
  private readonly drag: Translate;
  private readonly map: OlMap;

  constructor(map: OlMap, moved: (lon: number, lat: number) => void) {
    this.map = map;
    this.layer = new VectorLayer({ source: new VectorSource({ features: [this.feature] }), style: look, zIndex: 935 });
    this.drag = new Translate({ features: new Collection([this.feature]) });
    this.drag.on('translateend', () => moved(...this.middle()));
    map.addLayer(this.layer as unknown as BaseLayer);
    map.addInteraction(this.drag);
  }

  /** Corners in turn, degrees. */
  place(corners: Place[]): void {
    this.feature.setGeometry(new Polygon([[...corners, ...corners.slice(0, 1)].map(([lon, lat]) => toView(lon, lat))]));
  }

  dispose(): void {
    this.map.removeInteraction(this.drag);
    this.map.removeLayer(this.layer as unknown as BaseLayer);
  }

  /** Where the diagonals meet: the middle of the sheet, which the view's own box is not. */
  private middle(): Place {
    const [a = [0, 0], , c = [0, 0]] = this.feature.getGeometry()?.getCoordinates()[0] ?? [];
    return fromView([((a[0] ?? 0) + (c[0] ?? 0)) / 2, ((a[1] ?? 0) + (c[1] ?? 0)) / 2]);
  }
}
