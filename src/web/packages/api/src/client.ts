import { GtError } from './error';
import type { Answer, Arguments, Method, PathOf, Sending } from './contract';
import type { Problem } from './types/common';

type Query = Record<string, string | number | boolean | null | undefined>;

export interface ClientOptions {
  base?: string;
  fetch?: typeof fetch;
  /** Told of every 401, so that the shell can ask for a new login and return to the same address. */
  onUnauthorized?: (error: GtError) => void;
  /** Told of 403 ACC-0004: the first password has to be changed before anything else. */
  onPasswordChange?: () => void;
  /** Told of 403 ACC-0006: a second factor has to be bound before anything else. */
  onFactorMissing?: () => void;
  /** Asked on 403 ACC-0007: whether the person has proved themselves again; then the request goes out once more under the same id. */
  onProofWanted?: () => Promise<boolean>;
  /** Told the time that each answer carries, milliseconds since 1970. */
  onServerTime?: (at: number) => void;
}

/** A call as it goes out, whatever its endpoint. */
interface Outgoing extends Sending {
  path?: Record<string, string | number>;
  query?: Query;
  json?: unknown;
  form?: FormData;
}

/** Puts path parameters, escaped, into a template; names that are not given stay, as tile addresses need them. */
function filled(template: string, path: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in path ? encodeURIComponent(String(path[name])) : whole));
}

/** A file and the name that the node gives it; empty where it gives none. */
export interface Download { blob: Blob; name: string }

/** The file name of a Content-Disposition header: the one in UTF-8 where there is one. */
export function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? '';
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

  /** An address for the browser itself: links, tiles. */
  url<P extends PathOf<'get'>>(path: P, ...given: Arguments<P, 'get'>): string {
    return this.address(path, given[0] as Outgoing | undefined);
  }

  /** The address of an endpoint whose path stays a template for whoever asks for it, as tiles are. */
  template<P extends PathOf<'get'>>(path: P, known: Record<string, string>, query: Query): string {
    return this.address(path, { path: known, query });
  }

  get<P extends PathOf<'get'>>(path: P, ...given: Arguments<P, 'get'>): Promise<Answer<P, 'get'>> {
    return this.call('get', path, given[0] as Outgoing | undefined);
  }

  post<P extends PathOf<'post'>>(path: P, ...given: Arguments<P, 'post'>): Promise<Answer<P, 'post'>> {
    return this.call('post', path, given[0] as Outgoing | undefined);
  }

  put<P extends PathOf<'put'>>(path: P, ...given: Arguments<P, 'put'>): Promise<Answer<P, 'put'>> {
    return this.call('put', path, given[0] as Outgoing | undefined);
  }

  delete<P extends PathOf<'delete'>>(path: P, ...given: Arguments<P, 'delete'>): Promise<Answer<P, 'delete'>> {
    return this.call('delete', path, given[0] as Outgoing | undefined);
  }

  /** Uploads a file into the field `file`. */
  upload<P extends PathOf<'post'>>(path: P, file: File, sending: Sending & { query?: Query } = {}): Promise<Answer<P, 'post'>> {
    const form = new FormData();
    form.append('file', file, file.name);
    return this.call('post', path, { ...sending, form });
  }

  /** Asks for a file by a posted body; its name is the node's, which knows what it packed. */
  async download<P extends PathOf<'post'>>(path: P, ...given: Arguments<P, 'post'>): Promise<Download> {
    const response = await this.proved('post', path, { ...(given[0] as Outgoing | undefined) });
    return { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition') ?? '') };
  }

  private address(template: string, out: Outgoing = {}): string {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(out.query ?? {})) {
      if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
    }
    const text = search.toString();
    return this.base + filled(template, out.path) + (text ? `?${text}` : '');
  }

  private async call<T>(method: Method, path: string, out: Outgoing = {}): Promise<T> {
    const call = method === 'post' && !out.form && out.json === undefined ? { ...out, json: {} } : out;
    const response = await this.proved(method, path, call);
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch {
      throw GtError.unreadable(response.status);
    }
  }

  /** Sends, and sends again each time the person has proved themselves for it; gives up when the person does. */
  private async proved(method: Method, path: string, call: Outgoing): Promise<Response> {
    const act = { ...call, requestId: call.requestId ?? newRequestId() };
    for (;;) {
      const response = await this.send(method, path, act);
      const at = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(at)) this.options.onServerTime?.(at);
      if (response.ok) return response;
      const error = await this.refusal(response, act);
      if (error.code !== 'ACC-0007' || !(await this.options.onProofWanted?.())) throw error;
    }
  }

  private async send(verb: Method, path: string, call: Outgoing): Promise<Response> {
    const method = verb.toUpperCase();
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
      return await send(this.address(path, call), init);
    } catch (cause) {
      if (call.signal?.aborted) throw cause;
      return await this.sendAgain(this.address(path, call), init, send);
    }
  }

  /** A lost answer is asked for once more under the same request id, which the server treats as the same act. */
  private async sendAgain(address: string, init: RequestInit, send: typeof fetch): Promise<Response> {
    await new Promise((done) => setTimeout(done, 400));
    try {
      return await send(address, init);
    } catch {
      throw GtError.unreachable();
    }
  }

  private async refusal(response: Response, call: Sending): Promise<GtError> {
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
    if (error.code === 'ACC-0004') this.options.onPasswordChange?.();
    if (error.code === 'ACC-0006') this.options.onFactorMissing?.();
    return error;
  }
}
