import type { Light, Named, Overall } from './common';

export type TaskState = 'todo' | 'doing' | 'done';

export interface TaskRow {
  taskId: string;
  caseId: string;
  caseNumber: string | null;
  receiptNumber: string;
  projectName: string;
  matterName: string;
  stepName: string;
  arrivedAt: string;
  fromName: string;
  dueDate: string | null;
  remainingDays: number | null;
  provisional: boolean;
  light: Light;
  verdict: Overall | null;
  conflictCount: number;
  undeterminedCount: number;
  claimedBy: Named | null;
  mine: boolean;
}

export interface TaskSummary {
  overdue: number;
  dueSoon: number;
  paused: number;
  todo: number;
  doing: number;
  doneThisMonth: number;
}

export interface TaskQuery {
  state: TaskState;
  q?: string;
  sort?: 'due' | 'arrived';
  page?: number;
  size?: number;
}
