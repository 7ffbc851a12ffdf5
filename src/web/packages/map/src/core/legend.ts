import type { LayerInfo } from '@guotu/api';
import { dashOf, patternKind, type PatternKind } from './patterns';

export interface LegendSign { fill: string | null; stroke: string | null; pattern: PatternKind; dash: boolean }
export interface LegendEntry { key: string; label: string; sign: LegendSign }

/** What a layer's style looks like in the legend: its classes, or its one sign. */
export function legendOf(layer: LayerInfo, aid = false): LegendEntry[] {
  const { style } = layer;
  if (style.byField && style.classes?.length) {
    return style.classes.map((c) => ({ key: c.value, label: `${c.value} ${c.label}`, sign: { fill: c.fill, stroke: aid ? '#3A3A3A' : style.stroke, pattern: aid ? patternKind(c.aidPattern) : 'none', dash: false } }));
  }
  return [{ key: layer.code, label: layer.name, sign: { fill: style.fill, stroke: style.stroke, pattern: patternKind(style.pattern), dash: !!dashOf(style.pattern) } }];
}
