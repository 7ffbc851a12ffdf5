import { GtError } from './error';
import type { Problem } from './types/common';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface ClientOptions {
  base?: string;
  fetch?: typeof fetch;
  /** Told of every 401, so that the shell can ask for a new login and return to the same address. */
  onUnauthorized?: (error: GtError) => void;
  /** Told of 403 SEC-0004: the first password has to be changed before anything else. */
  onPasswordChange?: () => void;
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Query;
  json?: unknown;
  form?: FormData;
  /** One id for one act of a person: a repetition after a lost answer is then harmless. */
  requestId?: string;
  /** The login calls answer 401 themselves; they must not start a second login. */
  quiet401?: boolean;
  signal?: AbortSignal;
}

/** 32 hex digits. crypto.randomUUID is not in Chromium 87. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export class ApiClient {
  private csrf: string | null = null;
  private readonly base: string;
  private readonly options: ClientOptions;

  constructor(options: ClientOptions = {}) {
    this.options = options;
    this.base = options.base ?? '/api/v1';
  }

  useCsrf(token: string | null): void {
    this.csrf = token;
  }

  url(path: string, query: Query = {}): string {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
    }
    const text = search.toString();
    return this.base + path + (text ? `?${text}` : '');
  }

  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return this.call<T>(path, signal ? { query, signal } : { query });
  }

  post<T>(path: string, json: unknown = {}, requestId?: string): Promise<T> {
    return this.call<T>(path, { method: 'POST', json, requestId });
  }

  async call<T>(path: string, call: Call = {}): Promise<T> {
    const response = await this.send(path, call);
    if (!response.ok) throw await this.refusal(response, call);
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch {
      throw GtError.unreadable(response.status);
    }
  }

  private async send(path: string, call: Call): Promise<Response> {
    const method = call.method ?? 'GET';
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') {
      headers['X-Request-Id'] = call.requestId ?? newRequestId();
      if (this.csrf) headers['X-CSRF-Token'] = this.csrf;
    }
    if (call.json !== undefined) headers['Content-Type'] = 'application/json';
    const init: RequestInit = {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: call.form ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
      signal: call.signal,
    };
    const send = this.options.fetch ?? fetch;
    try {
      return await send(this.url(path, call.query), init);
    } catch (cause) {
      if (call.signal?.aborted) throw cause;
      return await this.sendAgain(path, call, init, send);
    }
  }

  /** A lost answer is asked for once more under the same request id, which the server treats as the same act. */
  private async sendAgain(path: string, call: Call, init: RequestInit, send: typeof fetch): Promise<Response> {
    await new Promise((done) => setTimeout(done, 400));
    try {
      return await send(this.url(path, call.query), init);
    } catch {
      throw GtError.unreachable();
    }
  }

  private async refusal(response: Response, call: Call): Promise<GtError> {
    const type = response.headers.get('content-type') ?? '';
    let error: GtError;
    try {
      error = type.includes('json')
        ? new GtError((await response.json()) as Problem, response.status)
        : GtError.unreadable(response.status);
    } catch {
      error = GtError.unreadable(response.status);
    }
    if (error.status === 401 && !call.quiet401) this.options.onUnauthorized?.(error);
    if (error.code === 'SEC-0004') this.options.onPasswordChange?.();
    return error;
  }
}
