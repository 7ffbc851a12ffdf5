import { useQuery } from '@tanstack/vue-query';
import { computed, nextTick, onScopeDispose, ref, watch, type Ref } from 'vue';
import type { AnalysisFigures, AnalysisLayer, Geometry, OperatorParameter } from '@guotu/api';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';
import { emptyForm, faults, requestOf, type AnalysisForm, type InputChoice } from './analysis-form';
import type { ShapeKind } from '../shape/typed-shape';
import { useAnalysis } from './use-analysis';

/** Longest time between the clicks of a double click, and some more. */
export const doubleClick = 350;

/** One operator's form on a page with a map: what it takes, what is filled in and drawn, its runs. */
export function useOperator(surface: Ref<MapSurface | null>, code: Ref<string>) {
  const operators = useQuery({ queryKey: ['analysis', 'operators'], queryFn: () => api.analysis.operators(), staleTime: fresh.catalogue });
  const layers = useQuery({ queryKey: ['analysis', 'layers'], queryFn: () => api.analysis.layers(), staleTime: fresh.catalogue });
  const operator = computed(() => (operators.data.value ?? []).find((o) => o.code === code.value) ?? null);
  const form = ref<AnalysisForm>({ inputs: {}, parameters: {} });
  const shown = ref<Record<string, string>>({});
  let figures: AnalysisFigures | null = null;
  const analysis = useAnalysis((found) => {
    figures = found;
    surface.value?.setSelected(null);
    surface.value?.setResult(found?.items.map((f) => f.geometry) ?? []);
    if (found?.items.length) surface.value?.fitResult();
  });
  const jobs = computed(() => [...analysis.earlier.value, ...(analysis.job.value?.state === 'done' ? [analysis.job.value] : [])].filter((j) => j.result?.hasFigures));
  const loading = computed(() => operators.isPending.value || layers.isPending.value);
  const loadError = computed(() => operators.error.value ?? layers.error.value);

  const stopDrawing = () => surface.value?.stopDrawing();
  watch(operator, (next) => { if (next) form.value = emptyForm(next); shown.value = {}; stopDrawing(); }, { immediate: true });
  watch(() => Object.values(form.value.inputs).flatMap((i) => i.shapes), (shapes) => surface.value?.setShapes(shapes as Geometry[]));
  onScopeDispose(() => { stopDrawing(); surface.value?.setResult([]); surface.value?.setShapes([]); surface.value?.setSelected(null); });

  const choiceOf = (input: string) => form.value.inputs[input];
  function change(input: string, choice: InputChoice) {
    form.value.inputs[input] = choice;
  }

  function draw(input: string, kind: ShapeKind) {
    surface.value?.draw(kind, (geometry) => {
      const choice = choiceOf(input);
      if (choice) change(input, { ...choice, shapes: [...choice.shapes, geometry] });
      // Not before the double click that ended the shape is over: the map would take it as its own and zoom.
      window.setTimeout(stopDrawing, doubleClick);
    });
  }

  async function run() {
    if (!operator.value) return;
    shown.value = faults(operator.value, form.value);
    const first = Object.keys(shown.value)[0];
    if (first) { await nextTick(); document.getElementById(`analysis-${first}`)?.focus(); return; }
    stopDrawing();
    await analysis.run(requestOf(operator.value, form.value));
  }

  function locate(number: number) {
    const found = figures?.items.find((f) => f.number === number);
    if (!found) return;
    surface.value?.setSelected(found.geometry);
    surface.value?.fitGeometry(found.geometry);
  }

  /** The layer that a parameter's fields are of; none where the input is no layer. */
  const layerOf = (parameter: OperatorParameter): AnalysisLayer | undefined => layers.data.value?.find((l) => l.code === choiceOf(parameter.ofInput ?? '')?.layer);
  function reload() {
    void operators.refetch();
    void layers.refetch();
  }

  return { operators, layers, operator, form, shown, analysis, jobs, loading, loadError, choiceOf, change, draw, run, locate, layerOf, reload };
}
