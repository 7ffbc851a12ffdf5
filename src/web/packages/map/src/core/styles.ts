import type { FeatureLike } from 'ol/Feature';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import type { LayerStyle } from '@guotu/api';
import { canvasPattern, dashOf, patternKind } from './patterns';

export const colours = {
  parcel: '#0B3D91', conflict: '#B3261E', undetermined: '#6B3FA0', selected: '#0B57D0', halo: '#00D0FF', casing: '#FFFFFF',
};

/** An overlay line keeps its contrast on any ground by a 2 px white casing. */
export function cased(colour: string, width: number, dash?: number[]): Style[] {
  return [
    new Style({ stroke: new Stroke({ color: colours.casing, width: width + 4, lineJoin: 'round' }), zIndex: 1 }),
    new Style({ stroke: new Stroke({ color: colour, width, lineDash: dash, lineCap: dash ? 'butt' : 'round', lineJoin: 'round' }), zIndex: 2 }),
  ];
}

function fillOf(colour: string | CanvasPattern | null): Fill | undefined {
  return colour ? new Fill({ color: colour }) : undefined;
}

/** Lines of the aid for colour blindness, over the colour of a class. */
const aidInk = '#3A3A3A';

/** An areal layer with a fill for every class value; its boundary is a thin line without casing. With the aid (色觉辅助) the classes differ by hatch too. */
function classStyle(style: LayerStyle, field: string, aid: boolean): (feature: FeatureLike) => Style {
  const stroke = style.stroke ? new Stroke({ color: style.stroke, width: 0.8 }) : undefined;
  const byValue = new Map<string, Style>();
  for (const c of style.classes ?? []) byValue.set(c.value, new Style({ fill: fillOf((aid && canvasPattern(patternKind(c.aidPattern), aidInk, c.fill)) || c.fill), stroke }));
  const rest = new Style({ fill: fillOf(style.fill), stroke });
  return (feature) => {
    const value = String(feature.get(field) ?? '');
    return byValue.get(value) ?? byValue.get(value.slice(0, 2)) ?? rest;
  };
}

/** Metres of the ground that a pixel stands for at a scale, by the pixel of 0.28 mm. */
const pixelAt = (denominator: number) => denominator * 0.00028;

export function layerStyle(style: LayerStyle, aid = false): Style[] | ((feature: FeatureLike, resolution: number) => Style | Style[]) {
  if (style.byField && style.classes?.length) return classStyle(style, style.byField, aid);
  const colour = style.stroke ?? '#4A5563';
  const pattern = patternKind(style.pattern);
  const texture = canvasPattern(pattern, colour) ?? style.fill;
  const width = dashOf(style.pattern) ? 3.4 : 2;
  const lines = cased(colour, width, dashOf(style.pattern));
  const usual = texture ? [new Style({ fill: fillOf(texture) }), ...lines] : lines;
  if (style.thinFrom === null || style.thinFrom === undefined) return usual;
  // Figures smaller than the casing would drown in it.
  const thin = [new Style({ fill: texture ? fillOf(texture) : undefined, stroke: new Stroke({ color: colour, width: 0.7 }) })];
  const from = pixelAt(style.thinFrom);
  return (_, resolution) => (resolution < from ? usual : thin);
}

export const parcelStyle = [new Style({ fill: new Fill({ color: '#0B3D910D' }) }), ...cased(colours.parcel, 3.4)];

export function conflictStyle(): Style[] {
  return [new Style({ fill: fillOf(canvasPattern('backHatch', colours.conflict, '#B3261E2E')) }), ...cased(colours.conflict, 2.6)];
}

export const drawnStyle = [new Style({ fill: new Fill({ color: '#0B57D01F' }) }), ...cased(colours.selected, 2.6, [8, 5])];

export const resultStyle = [new Style({ fill: new Fill({ color: '#6B3FA033' }) }), ...cased(colours.undetermined, 2)];

export const selectedStyle = [
  new Style({ stroke: new Stroke({ color: '#00D0FF99', width: 9 }), zIndex: 5 }),
  new Style({ stroke: new Stroke({ color: colours.selected, width: 3 }), zIndex: 6 }),
];

/** Added blue, removed orange with a hatch, changed a grey frame: told by more than colour. */
const changes: Record<string, Style[]> = {};
export function changeStyle(kind: string): Style[] {
  changes[kind] ??= kind === 'added' ? [new Style({ fill: new Fill({ color: '#0B57D033' }) }), ...cased('#0B57D0', 2.4)]
    : kind === 'removed' ? [new Style({ fill: fillOf(canvasPattern('backHatch', '#A14400', '#A1440022')) }), ...cased('#A14400', 2.4, [8, 5])]
      : cased('#3A3A3A', 2.4, [3, 4]);
  return changes[kind];
}
