import { useQuery } from '@tanstack/vue-query';
import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { MapSurface } from '@guotu/map';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';

export interface Chosen { layer: string; a: number; b: number }

/** Two revisions of one layer: which there are, which are chosen, how they are drawn, what changed between them. */
export function useCompare(fromAddress: { layer: string | null; a: number; b: number }, aid: Ref<boolean>) {
  const surface = shallowRef<MapSurface | null>(null);
  const layerCode = ref(fromAddress.layer ?? '');
  const [a, b] = [ref(fromAddress.a), ref(fromAddress.b)];
  const share = ref(0.5);
  const failed = ref(false);
  const layers = useQuery({ queryKey: ['layers'], queryFn: () => api.map.layers(), staleTime: fresh.catalogue });
  const choices = computed(() => (layers.data.value ?? []).filter((l) => l.revision !== null));
  const layer = computed(() => choices.value.find((l) => l.code === layerCode.value) ?? null);
  const listed = useQuery({ queryKey: computed(() => ['layers', layerCode.value, 'revisions']), queryFn: () => api.map.revisions(layerCode.value), enabled: computed(() => layer.value !== null) });
  /** Oldest first, as time runs on the slider. */
  const revisions = computed(() => [...(listed.data.value ?? [])].sort((x, y) => x.revision - y.revision));
  const ready = computed(() => revisions.value.length > 1 && a.value > 0 && b.value > 0);
  const difference = useQuery({ queryKey: computed(() => ['layers', layerCode.value, 'difference', a.value, b.value]), queryFn: () => api.map.difference(layerCode.value, a.value, b.value), enabled: ready, staleTime: fresh.catalogue });

  watch(choices, (list) => { if (!layer.value && list[0]) layerCode.value = list[0].code; }, { immediate: true });
  watch(revisions, (list) => {
    const known = (n: number) => list.some((r) => r.revision === n);
    if (list.length < 2) return;
    if (!known(b.value)) b.value = list.at(-1)?.revision ?? 0;
    if (!known(a.value)) a.value = list.at(-2)?.revision ?? 0;
  }, { immediate: true });

  function choose(code: string) {
    [layerCode.value, a.value, b.value] = [code, 0, 0];
  }
  function swap() {
    [a.value, b.value] = [b.value, a.value];
  }

  /** Keys hold the revision, so that another revision is another layer of the map. */
  const keyOf = (side: 'a' | 'b') => `${layerCode.value}/${side}${side === 'a' ? a.value : b.value}`;
  function draw() {
    const on = surface.value;
    if (!on) return;
    const wanted = ready.value && layer.value ? [keyOf('a'), keyOf('b')] : [];
    for (const key of on.tileCodes()) if (!wanted.includes(key)) on.removeTiles(key);
    if (!layer.value || wanted.length === 0) return;
    const found = layer.value;
    (['a', 'b'] as const).forEach((side, order) => {
      on.setTiles({ layer: found, key: keyOf(side), url: api.map.tileUrl(found.code, side === 'a' ? a.value : b.value), opacity: 1, order, aid: aid.value, failed: () => { failed.value = true; } });
    });
    on.setSwipe(keyOf('a'), keyOf('b'), () => share.value);
  }
  watch([surface, layerCode, a, b, ready, aid], () => { failed.value = false; draw(); });
  watch(share, () => surface.value?.redraw());

  return { surface, layers, choices, layer, layerCode, listed, revisions, a, b, share, failed, ready, difference, choose, swap };
}
