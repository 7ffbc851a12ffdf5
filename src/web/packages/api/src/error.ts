import { apiZh } from './api.zh';
import type { Problem, ProblemItem } from './types/common';

/** Every failure a call can have, in the words staff read. `status` 0 means the server was not reached. */
export class GtError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly wayOut: string | null;
  readonly line: number | null;
  readonly ring: number | null;
  readonly field: string | null;
  readonly traceId: string | null;
  /** What the user may choose from, where the error asks for a choice. */
  readonly choices: string[];
  readonly items: ProblemItem[];

  constructor(problem: Problem, status: number) {
    super(problem.detail ?? problem.title ?? apiZh.badAnswer(status));
    this.name = 'GtError';
    this.status = status;
    this.code = problem.code ?? `HTTP-${status}`;
    this.detail = this.message;
    this.wayOut = problem.wayOut ?? null;
    this.line = problem.line ?? null;
    this.ring = problem.ring ?? null;
    this.field = problem.field ?? null;
    this.traceId = problem.traceId ?? null;
    this.choices = problem.choices ?? [];
    this.items = problem.errors ?? [];
  }

  static unreachable(): GtError {
    return new GtError({ code: 'NET-0001', detail: apiZh.unreachable, wayOut: apiZh.unreachableWayOut }, 0);
  }

  static unreadable(status: number): GtError {
    return new GtError({ code: 'NET-0002', detail: apiZh.badAnswer(status), wayOut: apiZh.badAnswerWayOut }, status);
  }

  /** Anything thrown, as the error that a page shows; a fault of our own code stays visible as its message. */
  static from(cause: unknown): GtError {
    if (cause instanceof GtError) return cause;
    return new GtError({ code: 'WEB-0001', detail: cause instanceof Error ? cause.message : String(cause) }, 0);
  }
}
