import { computed, onMounted, ref } from 'vue';
import { GtError, type RasterInfo } from '@guotu/api';
import { api } from '@/app/api';

/** The rasters that the person may see. */
export function useRasters() {
  const found = ref<RasterInfo[] | null>(null);
  const error = ref<GtError | null>(null);

  async function refetch() {
    error.value = null;
    try {
      found.value = await api.terrain.rasters();
    } catch (cause) {
      error.value = GtError.from(cause);
    }
  }

  onMounted(refetch);
  return { list: computed(() => found.value ?? []), isPending: computed(() => found.value === null && error.value === null), error, refetch };
}
