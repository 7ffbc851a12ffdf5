import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';

export function useCaseId(): Ref<string> {
  const route = useRoute();
  return computed(() => String(route.params.id ?? ''));
}

export function useCase(caseId: Ref<string>) {
  return useQuery({ queryKey: computed(() => ['case', caseId.value]), queryFn: () => api.cases.detail(caseId.value) });
}

export function useCaseMap(caseId: Ref<string>) {
  return useQuery({ queryKey: computed(() => ['case', caseId.value, 'map']), queryFn: () => api.cases.map(caseId.value) });
}

export function useLayers() {
  return useQuery({ queryKey: ['layers'], queryFn: () => api.map.layers(), staleTime: fresh.catalogue });
}

/** After an act everything that shows this case, and the lists of tasks, is read again. */
export function useCaseRefresh() {
  const client = useQueryClient();
  return async (caseId: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['case', caseId] }),
      client.invalidateQueries({ queryKey: ['tasks'] }),
      client.invalidateQueries({ queryKey: ['cases'] }),
    ]);
  };
}
