import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Filter, order and page of a list live in the address: back, reload and a sent link show the same list. */
export function useListQuery(defaults: { size?: number } = {}) {
  const route = useRoute();
  const router = useRouter();
  const text = (key: string) => (typeof route.query[key] === 'string' ? (route.query[key] as string) : '');
  const page = computed(() => Math.max(1, Number(text('page')) || 1));
  const size = computed(() => ([20, 50, 100].includes(Number(text('size'))) ? Number(text('size')) : defaults.size ?? 50));

  function set(change: Record<string, string | number | null>) {
    const query: Record<string, string> = {};
    for (const [key, value] of Object.entries({ ...route.query, page: null, ...change })) {
      if (typeof value === 'string' && value !== '') query[key] = value;
      else if (typeof value === 'number') query[key] = String(value);
    }
    void router.replace({ query });
  }

  const turn = (toPage: number, toSize: number) => set({ page: toPage, size: toSize });
  return { text, page, size, set, turn };
}
