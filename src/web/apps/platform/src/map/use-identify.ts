import { ref } from 'vue';
import { GtError, type IdentifyHit } from '@guotu/api';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';

/** What lies at a place: applications' parcels from the screen, layers' features from the server. */
export function useIdentify(layerCodes: () => string[]) {
  const place = ref<{ lon: number; lat: number } | null>(null);
  const hits = ref<IdentifyHit[] | null>(null);
  const caseIds = ref<string[]>([]);
  const error = ref<GtError | null>(null);
  let turn = 0;

  async function ask(surface: MapSurface, lon: number, lat: number) {
    const mine = ++turn;
    place.value = { lon, lat };
    hits.value = null;
    error.value = null;
    surface.setPin({ lon, lat });
    surface.setSelected(null);
    caseIds.value = [...new Set(surface.featuresAt('parcels', lon, lat).map((f) => f.caseId).filter((c): c is string => typeof c === 'string'))];
    try {
      const codes = layerCodes();
      const found = codes.length > 0 ? await api.map.identify(lon, lat, codes) : [];
      if (mine === turn) hits.value = found;
    } catch (cause) {
      if (mine === turn) error.value = GtError.from(cause);
    }
  }

  function selectCase(caseId: string) {
    turn++;
    place.value = null;
    hits.value = [];
    error.value = null;
    caseIds.value = [caseId];
  }

  function close(surface: MapSurface | null) {
    turn++;
    place.value = null;
    hits.value = null;
    caseIds.value = [];
    error.value = null;
    surface?.setPin(null);
    surface?.setSelected(null);
  }

  return { place, hits, caseIds, error, ask, selectCase, close };
}
