import type { LayerInfo } from '@guotu/api';
import { dashOf, patternKind, type PatternKind } from './patterns';

export interface LegendSign { fill: string | null; stroke: string | null; pattern: PatternKind; dash: boolean }
export interface LegendEntry { key: string; label: string; sign: LegendSign }

/** What a layer's style looks like in the legend: its classes, or its one sign. */
export function legendOf(layer: LayerInfo): LegendEntry[] {
  const { style } = layer;
  if (style.byField && style.classes?.length) {
    return style.classes.map((c) => ({ key: c.value, label: `${c.value} ${c.label}`, sign: { fill: c.fill, stroke: style.stroke, pattern: 'none', dash: false } }));
  }
  return [{ key: layer.code, label: layer.name, sign: { fill: style.fill, stroke: style.stroke, pattern: patternKind(style.pattern), dash: !!dashOf(style.pattern) } }];
}
