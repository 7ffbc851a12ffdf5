import type Feature from 'ol/Feature';
import LineString from 'ol/geom/LineString';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import Polygon from 'ol/geom/Polygon';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import { colours } from './styles';

/** How far a label stands off its area, in pixels: to the right and up. */
export const leaderOffset = { x: 96, y: 44 };
const font = '600 14px "Noto Sans CJK SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif';

function interior(feature: Feature): number[] | null {
  const geometry = feature.getGeometry();
  if (geometry instanceof Polygon) return geometry.getInteriorPoint().getCoordinates();
  if (geometry instanceof MultiPolygon) return geometry.getInteriorPoints().getFirstCoordinate();
  return null;
}

/** Where a label goes: right of `aside` (the eastern edge of what it must not cover), one line lower for each `step`. */
export interface LabelPlace { resolution: number; aside: number; step: number }

/** The label `name area` outside its area with a leader, so that it never hides what it speaks of. */
export function leaderLabel(feature: Feature, { resolution, aside, step }: LabelPlace, text: string): Style[] {
  const from = interior(feature);
  if (!from) return [];
  const [x = 0, y = 0] = from;
  const to = [Math.max(x + leaderOffset.x * resolution, aside + 24 * resolution), y + (leaderOffset.y - step * 34) * resolution];
  const anchor = new Fill({ color: colours.conflict });
  return [
    new Style({ geometry: new LineString([[x, y], to]), stroke: new Stroke({ color: colours.conflict, width: 1.5 }), zIndex: 8 }),
    new Style({ geometry: new Point([x, y]), image: new CircleStyle({ radius: 3, fill: anchor }), zIndex: 8 }),
    new Style({
      geometry: new Point(to),
      zIndex: 9,
      text: new Text({
        text, font, textAlign: 'left', padding: [4, 8, 3, 8], offsetX: 6, fill: new Fill({ color: colours.conflict }),
        backgroundFill: new Fill({ color: '#FFFFFF' }), backgroundStroke: new Stroke({ color: colours.conflict, width: 1.5 }),
      }),
    }),
  ];
}
