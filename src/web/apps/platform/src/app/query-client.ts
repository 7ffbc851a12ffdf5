import { GtError } from '@guotu/api';
import { QueryClient } from '@tanstack/vue-query';

declare module '@tanstack/vue-query' {
  interface Register { defaultError: GtError }
}

/** How long an answer is taken as fresh, by kind. */
export const fresh = { list: 30_000, catalogue: 300_000, immutable: Number.POSITIVE_INFINITY };

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: fresh.list,
      retry: (count, error) => error.status === 0 && count < 1,
      refetchOnWindowFocus: false,
    },
  },
});
