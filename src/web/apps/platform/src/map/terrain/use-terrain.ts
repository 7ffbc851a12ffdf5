import { computed, ref } from 'vue';
import { GtError, type Extent4490, type Geometry, type TerrainEarthworks, type TerrainProfile, type TerrainSlope, type TerrainViewshed } from '@guotu/api';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';

export const terrainKinds = ['profile', 'slope', 'earthworks', 'viewshed'] as const;
export type TerrainKind = (typeof terrainKinds)[number];

const picture = 'viewshed';
const epsg = 4490;

interface Terms { step: number; design: number; observer: number; target: number; radius: number }
type Answer = { kind: 'profile'; value: TerrainProfile } | { kind: 'slope'; value: TerrainSlope } | { kind: 'earthworks'; value: TerrainEarthworks } | { kind: 'viewshed'; value: TerrainViewshed };

const figure = (g: Geometry) => ({ epsg, coordinates: [g.coordinates as number[][][]] });
const questions: Record<TerrainKind, (g: Geometry, t: Terms) => Promise<Answer>> = {
  profile: async (g, t) => ({ kind: 'profile', value: await api.terrain.profile({ epsg, line: g.coordinates as number[][], stepMetres: t.step }) }),
  slope: async (g) => ({ kind: 'slope', value: await api.terrain.slope(figure(g)) }),
  earthworks: async (g, t) => ({ kind: 'earthworks', value: await api.terrain.earthworks({ ...figure(g), designHeight: t.design }) }),
  viewshed: async (g, t) => ({ kind: 'viewshed', value: await api.terrain.viewshed({ epsg, place: g.coordinates as number[], observerHeight: t.observer, targetHeight: t.target, radiusMetres: t.radius }) }),
};

/** What is asked of the terrain with one of its tools, and what comes of it. */
export function useTerrain(surface: () => MapSurface | null) {
  const kind = ref<TerrainKind>('profile');
  const terms = ref<Terms>({ step: 20, design: 500, observer: 1.7, target: 0, radius: 3000 });
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
    const found = await questions[kind.value](geometry, terms.value).catch((cause: unknown) => GtError.from(cause));
    if (mine !== turn) return;
    busy.value = false;
    if (found instanceof GtError) error.value = found;
    else show(found);
  }

  function show(found: Answer) {
    if (found.kind === 'profile') profile.value = found.value;
    else if (found.kind === 'slope') slope.value = found.value;
    else if (found.kind === 'earthworks') earthworks.value = found.value;
    else {
      viewshed.value = found.value;
      const { picture: png, extent4490 } = found.value;
      if (png && extent4490) surface()?.pictures.setImage(picture, `data:image/png;base64,${png}`, extent4490 as Extent4490, 880);
    }
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
