import { computed, ref } from 'vue';
import { GtError, type Extent4490, type Geometry, type TerrainEarthworks, type TerrainProfile, type TerrainSlope, type TerrainViewshed } from '@guotu/api';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';

export const terrainKinds = ['profile', 'slope', 'earthworks', 'viewshed'] as const;
export type TerrainKind = (typeof terrainKinds)[number];

const picture = 'viewshed';
const degrees = 4490;

/** What is asked of the terrain with one of its tools, and what comes of it. */
export function useTerrain(surface: () => MapSurface | null) {
  const kind = ref<TerrainKind>('profile');
  const terms = ref({ step: 20, design: 500, observer: 1.7, target: 0, radius: 3000 });
  const profile = ref<TerrainProfile | null>(null);
  const slope = ref<TerrainSlope | null>(null);
  const earthworks = ref<TerrainEarthworks | null>(null);
  const viewshed = ref<TerrainViewshed | null>(null);
  const error = ref<GtError | null>(null);
  const busy = ref(false);
  const at = ref<number | null>(null);
  const asked = computed(() => profile.value ?? slope.value ?? earthworks.value ?? viewshed.value);
  let drawn: Geometry | null = null;
  let turn = 0;

  function take(next: TerrainKind) {
    leave();
    kind.value = next;
    surface()?.draw(next === 'profile' ? 'LineString' : next === 'viewshed' ? 'Point' : 'Polygon', (geometry) => { drawn = geometry; void ask(); });
  }

  async function ask() {
    if (!drawn) return;
    forget();
    const mine = ++turn;
    const geometry = drawn;
    busy.value = true;
    try {
      await answer(geometry, () => mine === turn);
    } catch (cause) {
      if (mine === turn) error.value = GtError.from(cause);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  async function answer(geometry: Geometry, current: () => boolean) {
    if (kind.value === 'profile') {
      const found = await api.terrain.profile({ epsg: degrees, line: geometry.coordinates as number[][], stepMetres: terms.value.step });
      if (current()) profile.value = found;
      return;
    }
    if (kind.value === 'viewshed') {
      const { observer, target, radius } = terms.value;
      const found = await api.terrain.viewshed({ epsg: degrees, place: geometry.coordinates as number[], observerHeight: observer, targetHeight: target, radiusMetres: radius });
      if (!current()) return;
      viewshed.value = found;
      if (found.picture && found.extent4490) surface()?.pictures.setImage(picture, `data:image/png;base64,${found.picture}`, found.extent4490 as Extent4490, 880);
      return;
    }
    const figure = { epsg: degrees, coordinates: [geometry.coordinates as number[][][]] };
    if (kind.value === 'slope') {
      const found = await api.terrain.slope(figure);
      if (current()) slope.value = found;
      return;
    }
    const found = await api.terrain.earthworks({ ...figure, designHeight: terms.value.design });
    if (current()) earthworks.value = found;
  }

  /** The place of the profile that is looked at, on chart and map alike. */
  function look(index: number | null) {
    at.value = index;
    const place = index === null ? null : profile.value?.places[index];
    surface()?.setPin(place ? { lon: place.lon, lat: place.lat } : null);
  }

  function forget() {
    profile.value = slope.value = earthworks.value = viewshed.value = null;
    error.value = null;
    surface()?.pictures.remove(picture);
    look(null);
  }

  function leave() {
    turn++;
    drawn = null;
    busy.value = false;
    forget();
    surface()?.stopDrawing();
  }

  return { kind, terms, profile, slope, earthworks, viewshed, error, busy, at, asked, take, ask, look, leave };
}
