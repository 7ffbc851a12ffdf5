import type { paths } from '../generated';
import type { Schemas } from '../contract';

export type TaskState = 'todo' | 'doing' | 'done';
export type TaskRow = Schemas['TaskListItem'];
export type TaskSummary = Schemas['TaskSummary'];
export type TaskQuery = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;
