import { computed, ref } from 'vue';
import { GtError, type Geometry, type Overlay } from '@guotu/api';
import type { GaussKruger, MapSurface } from '@guotu/map';
import { api } from '@/app/api';
import { lengths } from './measure';

export type Tool = 'look' | 'length' | 'area' | 'analyse' | 'operators' | 'terrain';

/** How far the analysis looks for the nearest feature of a layer that is not met, in metres. */
export const nearby = 500;

/** What is drawn on the map with one of the tools, and what it comes to. */
export function useRegion(project: () => (lon: number, lat: number) => GaussKruger) {
  const tool = ref<Tool>('look');
  const line = ref<{ stretches: number[]; total: number } | null>(null);
  const overlay = ref<Overlay | null>(null);
  const error = ref<GtError | null>(null);
  const busy = ref(false);
  const drawing = computed(() => tool.value !== 'look');
  let drawn: Geometry | null = null;
  let turn = 0;

  function take(on: MapSurface, next: Tool) {
    forget();
    tool.value = next;
    if (next === 'look' || next === 'operators' || next === 'terrain') { on.stopDrawing(); return; }
    on.draw(next === 'length' ? 'LineString' : 'Polygon', (geometry) => { drawn = geometry; void measure(); });
  }

  async function measure() {
    if (!drawn) return;
    forgetResult();
    if (tool.value === 'length') {
      line.value = lengths(drawn.coordinates as [number, number][], project());
      return;
    }
    const mine = turn;
    busy.value = true;
    try {
      const coordinates = [drawn.coordinates as number[][][]];
      const found = await api.map.overlay(tool.value === 'area' ? { epsg: 4490, coordinates, layers: [] } : { epsg: 4490, coordinates, withinMetres: nearby, answer: 'figures' });
      if (mine === turn) overlay.value = found;
    } catch (cause) {
      if (mine === turn) error.value = GtError.from(cause);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  function forgetResult() {
    turn++;
    line.value = null;
    overlay.value = null;
    error.value = null;
    busy.value = false;
  }

  function forget() {
    drawn = null;
    forgetResult();
  }

  return { tool, line, overlay, error, busy, drawing, take, measure };
}
