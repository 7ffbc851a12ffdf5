import { useQuery } from '@tanstack/vue-query';
import { computed, ref, type Ref } from 'vue';
import type { TaskQuery } from '@guotu/api';
import { api } from '@/app/api';

export function useTasks(query: Ref<TaskQuery>, enabled: Ref<boolean> = ref(true)) {
  return useQuery({
    queryKey: computed(() => ['tasks', query.value]),
    queryFn: () => api.tasks.list(query.value),
    enabled,
    placeholderData: (previous) => previous,
  });
}

export function useTaskSummary(enabled: Ref<boolean> = ref(true)) {
  return useQuery({ queryKey: ['tasks', 'summary'], queryFn: () => api.tasks.summary(), enabled });
}
