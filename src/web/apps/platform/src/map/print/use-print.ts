import { useQuery } from '@tanstack/vue-query';
import { computed, reactive, ref, watch } from 'vue';
import { GtError, newRequestId, type PrintOrder } from '@guotu/api';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';
import type { AddedLayer } from '../use-map-layers';
import { groundOf, scaleOf, type Place } from './paper';
import { printZh as zh } from './print.zh';

export interface Sheet {
  layout: string;
  paper: PrintOrder['paper'];
  orientation: PrintOrder['orientation'];
  scale: string;
  title: string;
  grid: PrintOrder['grid'];
  format: PrintOrder['format'];
  dpi: string;
  /** Raster under the layers with its style, `CODE|style`; empty for none. */
  ground: string;
  middle: Place;
}

const mostSteps = 50;
const text = (value: unknown) => JSON.stringify(value);

/** The sheet that is being set up, each change of it undone by one step, and the order. */
export function usePrint(start: Partial<Sheet> & { middle: Place }) {
  const options = useQuery({ queryKey: ['prints', 'options'], queryFn: () => api.prints.options(), staleTime: fresh.list });
  const sheet = reactive<Sheet>({ layout: 'bureau', paper: 'A4', orientation: 'landscape', scale: '10000', title: '', grid: 'zone', format: 'pdf', dpi: '150', ground: '', ...start });
  const past = ref<string[]>([text(sheet)]);
  const error = ref<GtError | null>(null);
  const faults = reactive<{ title: string | null; scale: string | null; layers: string | null }>({ title: null, scale: null, layers: null });
  const busy = ref(false);

  const layout = computed(() => options.data.value?.layouts.find((l) => l.code === sheet.layout) ?? options.data.value?.layouts[0] ?? null);
  const papers = computed(() => [...new Set((layout.value?.frames ?? []).map((f) => f.paper))]);
  const frame = computed(() => layout.value?.frames.find((f) => f.paper === sheet.paper && f.orientation === sheet.orientation) ?? null);
  const scale = computed(() => scaleOf(sheet.scale));
  const ground = computed(() => (frame.value && scale.value ? groundOf(frame.value, scale.value) : null));

  /** What was found wanting is no longer said once it is there. */
  watch(sheet, () => {
    if (sheet.title.trim()) faults.title = null;
    if (scale.value) faults.scale = null;
    if (sheet.ground) faults.layers = null;
  });

  /** Called when a change is complete, so that one undo takes back one act. */
  function keep() {
    if (past.value[past.value.length - 1] !== text(sheet)) past.value = [...past.value, text(sheet)].slice(-mostSteps - 1);
  }
  const canUndo = computed(() => past.value.length > 1);
  function undo() {
    if (!canUndo.value) return;
    past.value = past.value.slice(0, -1);
    Object.assign(sheet, JSON.parse(past.value[past.value.length - 1] ?? '{}'));
  }

  function check(layers: AddedLayer[]): boolean {
    faults.title = sheet.title.trim() ? null : zh.nameNeeded;
    faults.scale = scale.value ? null : zh.scaleWrong;
    faults.layers = layers.length > 0 || sheet.ground ? null : zh.layersNeeded;
    return !faults.title && !faults.scale && !faults.layers;
  }

  /** Orders what is set up; answers whether it was taken. */
  async function order(layers: AddedLayer[]): Promise<boolean> {
    if (busy.value || !check(layers) || !scale.value) return false;
    busy.value = true;
    error.value = null;
    const [lon, lat] = sheet.middle;
    const [raster, style] = sheet.ground.split('|');
    try {
      await api.prints.order({
        layout: layout.value?.code ?? sheet.layout, paper: sheet.paper, orientation: sheet.orientation, format: sheet.format, dpi: sheet.format === 'png' ? Number(sheet.dpi) || null : null,
        scale: scale.value, lon, lat, title: sheet.title.trim(), grid: sheet.grid,
        layers: [
          ...(raster ? [{ code: raster, opacity: 100, style: style || null, revision: null }] : []),
          ...layers.map((l) => ({ code: l.code, opacity: Math.max(1, l.opacity), style: null, revision: l.revision ?? null })),
        ],
      }, newRequestId());
      return true;
    } catch (cause) {
      error.value = GtError.from(cause);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { options, sheet, layout, papers, frame, scale, ground, error, faults, busy, keep, undo, canUndo, order };
}

export type Print = ReturnType<typeof usePrint>;
