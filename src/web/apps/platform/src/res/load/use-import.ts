import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, ref, watch, type Ref } from 'vue';
import { GtError, newRequestId, type ImportChoices, type ImportStart, type LayerImport } from '@guotu/api';
import { api } from '@/app/api';

/** How often an import that is worked on is asked about. */
const pace = 700;
const waits = (one: LayerImport | undefined) => one?.state === 'queued' || one?.state === 'running';

export const noChoices = (): ImportChoices => ({ format: null, encoding: null, crs: null, axis: null, fileLayer: null });

/** Where an import stands: 0 file, 1 looked at, 2 label and date, 3 checked and stored, 4 result. */
export function stepOf(one: Pick<LayerImport, 'state' | 'inspection'>): number {
  if (one.state === 'open') return (one.inspection?.problems.length ?? 0) > 0 ? 1 : 2;
  return one.state === 'queued' || one.state === 'running' ? 3 : 4;
}

/** Why it cannot be asked for as it is; null where it can. */
export function obstacle(one: Pick<LayerImport, 'inspection'>, texts: { settle: string; fields: string }): string | null {
  const seen = one.inspection;
  if (!seen || seen.problems.length > 0) return texts.settle;
  return seen.missing.length > 0 || seen.fields.some((f) => f.target === null) ? texts.fields : null;
}

/** One import: read again and again while it is worked on, changed by what the person does. */
export function useImport(id: Ref<string>) {
  const client = useQueryClient();
  const key = computed(() => ['imports', id.value]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key, queryFn: () => api.imports.one(id.value), staleTime: 0, refetchInterval: (query) => (waits(query.state.data) ? pace : false),
  });
  const refused = ref<GtError | null>(null);
  const busy = ref(false);

  // A new revision is news for everything that shows the layer.
  watch(() => data.value?.state, (now, before) => { if (now === 'done' && before && before !== 'done') void client.invalidateQueries({ queryKey: ['layers'] }); });

  async function act(call: () => Promise<LayerImport>) {
    if (busy.value) return;
    busy.value = true;
    refused.value = null;
    try {
      client.setQueryData(key.value, await call());
      await client.invalidateQueries({ queryKey: ['imports'], exact: true });
    } catch (cause) {
      refused.value = GtError.from(cause);
      // A refusal may have closed the import for good.
      await client.invalidateQueries({ queryKey: ['imports'] });
    } finally {
      busy.value = false;
    }
  }

  return {
    data, error, isPending, refetch, refused, busy,
    inspect: (choices: ImportChoices) => act(() => api.imports.inspect(id.value, choices)),
    start: (asked: ImportStart) => act(() => api.imports.start(id.value, asked, newRequestId())),
    cancel: () => act(() => api.imports.cancel(id.value)),
  };
}
