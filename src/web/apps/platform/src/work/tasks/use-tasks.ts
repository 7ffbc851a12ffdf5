import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import type { TaskQuery } from '@guotu/api';
import { api } from '@/app/api';

export function useTasks(query: Ref<TaskQuery>) {
  return useQuery({
    queryKey: computed(() => ['tasks', query.value]),
    queryFn: () => api.tasks.list(query.value),
    placeholderData: (previous) => previous,
  });
}

export function useTaskSummary() {
  return useQuery({ queryKey: ['tasks', 'summary'], queryFn: () => api.tasks.summary() });
}
