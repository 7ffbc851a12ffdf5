import { useQuery } from '@tanstack/vue-query';
import { computed, ref, shallowRef, watch, type ShallowRef } from 'vue';
import type { LayerInfo } from '@guotu/api';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';

/** Without a revision it is the one that holds now. */
export interface AddedLayer { code: string; opacity: number; revision?: number }

const useful = ['DLTB', 'XZQ', 'YJJBNT', 'STBHHX', 'CZKFBJ'];
export const manyLayers = 12;

/** `DLTB@2:55,YJJBNT` from an address, bottom first: second revision, 55 %; nonsense in it is left out. */
export function parseLayers(text: string): AddedLayer[] {
  return text.split(',').flatMap((part) => {
    const [name = '', opacity] = part.split(':');
    const [code = '', state] = name.split('@');
    const revision = state === undefined ? undefined : Number(state);
    if (revision !== undefined && !(Number.isInteger(revision) && revision > 0)) return [];
    const percent = opacity === undefined ? 100 : Number(opacity);
    return /^[A-Za-z0-9_]+$/.test(code) && percent >= 0 && percent <= 100 ? [{ code, opacity: percent, ...(revision === undefined ? {} : { revision }) }] : [];
  });
}

/** The layer and its revision, as addresses and questions to the node name them. */
export const stateOf = (layer: AddedLayer) => (layer.revision === undefined ? layer.code : `${layer.code}@${layer.revision}`);

export function formatLayers(layers: AddedLayer[]): string {
  return layers.map((l) => (l.opacity === 100 ? stateOf(l) : `${stateOf(l)}:${l.opacity}`)).join(',');
}

const aidKey = 'guotu.map.aid';
/** Whether this person's browser shows the aid for colour blindness. */
export function readAid(): boolean {
  try { return window.localStorage.getItem(aidKey) === '1'; } catch { return false; }
}

/** The layers of the map: which, in which order (bottom first), how opaque; drawn as they change. */
export function useMapLayers(surface: ShallowRef<MapSurface | null>, fromAddress: string | null) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['layers'], queryFn: () => api.map.layers(), staleTime: fresh.catalogue });
  const catalogue = computed(() => data.value ?? []);
  const added = ref<AddedLayer[]>(parseLayers(fromAddress ?? ''));
  const broken = shallowRef(new Set<string>());
  const preparing = shallowRef(new Set<string>());
  const aid = ref(readAid());
  const infoOf = (code: string) => catalogue.value.find((l) => l.code === code);
  const canShow = (l: LayerInfo | undefined) => !!l && l.revision !== null;

  function addUseful() {
    added.value = useful.filter((code) => canShow(infoOf(code))).map((code) => ({ code, opacity: code === 'DLTB' ? 90 : 100 }));
  }
  watch(catalogue, (list) => {
    if (list.length === 0) return;
    if (fromAddress === null && added.value.length === 0) addUseful();
    else added.value = added.value.filter((a) => canShow(infoOf(a.code)));
  }, { immediate: true });

  function toggle(code: string) {
    if (added.value.some((a) => a.code === code)) remove(code);
    else added.value = [...added.value, { code, opacity: 100 }];
  }
  function remove(code: string) {
    added.value = added.value.filter((a) => a.code !== code);
  }
  function setOpacity(code: string, opacity: number) {
    added.value = added.value.map((a) => (a.code === code ? { ...a, opacity } : a));
  }
  /** Another state of a layer; the present one needs no number, and stays present when the next comes. */
  function setRevision(code: string, revision: number) {
    added.value = added.value.map((a) => (a.code === code ? { code, opacity: a.opacity, ...(revision === infoOf(code)?.revision ? {} : { revision }) } : a));
  }
  /** `up` is towards the reader: later in the list. */
  function move(code: string, up: boolean) {
    const next = [...added.value];
    const from = next.findIndex((a) => a.code === code);
    const to = from + (up ? 1 : -1);
    const [item] = next.splice(from, 1);
    if (item && to >= 0 && to <= next.length) { next.splice(to, 0, item); added.value = next; }
  }
  function setAid(on: boolean) {
    aid.value = on;
  }
  function retry(code: string) {
    broken.value = new Set([...broken.value].filter((c) => c !== code));
    added.value.filter((a) => a.code === code).forEach((a) => surface.value?.removeTiles(stateOf(a)));
    draw();
  }

  function draw() {
    const on = surface.value;
    if (!on) return;
    for (const key of on.tileCodes()) if (!added.value.some((a) => stateOf(a) === key)) on.removeTiles(key);
    added.value.forEach((a, order) => {
      const layer = infoOf(a.code);
      if (!layer || layer.revision === null) return;
      on.setTiles({ layer, key: stateOf(a), url: api.map.tileUrl(a.code, a.revision ?? layer.revision), opacity: a.opacity / 100, order, aid: aid.value, failed: () => { broken.value = new Set([...broken.value, a.code]); },
        preparing: (some) => { preparing.value = new Set(some ? [...preparing.value, a.code] : [...preparing.value].filter((c) => c !== a.code)); } });
    });
  }
  watch([surface, added, catalogue, aid], draw);
  watch(aid, (on) => { try { window.localStorage.setItem(aidKey, on ? '1' : '0'); } catch { /* A browser that keeps nothing asks again next time. */ } });

  return { catalogue, added, broken, preparing, aid, setAid, error, isPending, refetch, infoOf, addUseful, toggle, remove, setOpacity, setRevision, move, retry };
}

export type MapLayers = ReturnType<typeof useMapLayers>;
