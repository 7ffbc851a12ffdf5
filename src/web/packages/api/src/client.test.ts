import { describe, expect, it, vi } from 'vitest';
import { sm2 } from 'sm-crypto';
import { encryptSecret } from './cipher';
import { ApiClient } from './client';
import { GtError } from './error';

type Answer = { status?: number; body?: unknown; type?: string } | Error;

function clientOf(answers: Answer[], options: ConstructorParameters<typeof ApiClient>[0] = {}) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetch = vi.fn(async (url: string | URL | Request, init?: RequestInit) => {
    calls.push({ url: String(url), init: init ?? {} });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new Error('no answer');
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}), { status, headers: { 'content-type': answer.type ?? 'application/json' } });
  });
  return { client: new ApiClient({ ...options, fetch: fetch as unknown as typeof globalThis.fetch }), calls };
}
const headersOf = (init: RequestInit) => init.headers as Record<string, string>;

describe('acts', () => {
  it('carry the session token and an id of 32 hex digits', async () => {
    const { client, calls } = clientOf([{ status: 204 }]);
    client.useCsrf('t0ken');
    await client.post('/tasks/{id}/claim', { path: { id: '7' } });
    expect(headersOf(calls[0]!.init)['X-CSRF-Token']).toBe('t0ken');
    expect(headersOf(calls[0]!.init)['X-Request-Id']).toMatch(/^[0-9a-f]{32}$/);
  });
  it('are repeated once under the same id when the answer was lost', async () => {
    const { client, calls } = clientOf([new TypeError('Failed to fetch'), { body: { ok: true } }]);
    await expect(client.post('/audit/verify')).resolves.toEqual({ ok: true });
    expect(headersOf(calls[0]!.init)['X-Request-Id']).toBe(headersOf(calls[1]!.init)['X-Request-Id']);
  });
  it('say that the server was not reached when it stays away', async () => {
    const { client } = clientOf([new TypeError('x'), new TypeError('x')]);
    await expect(client.get('/tasks')).rejects.toMatchObject({ code: 'NET-0001', status: 0, detail: '连不上服务器。' });
  });
});

describe('refusals', () => {
  const problem = { type: 'about:blank', title: 't', status: 422, code: 'GEO-0004', detail: '边线相交。', wayOut: '改正。', line: 14, ring: 2, traceId: 'ab', errors: [{ code: 'GEO-0004', detail: '第 7 点。', line: 7 }] };
  it('come with code, words, way out, line and ring', async () => {
    const { client } = clientOf([{ status: 422, body: problem, type: 'application/problem+json' }]);
    const error = await client.get('/tasks').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(GtError);
    expect(error).toMatchObject({ code: 'GEO-0004', detail: '边线相交。', wayOut: '改正。', line: 14, ring: 2, traceId: 'ab' });
    expect((error as GtError).items).toHaveLength(1);
  });
  it('of a proxy are said to be unreadable, not shown as HTML', async () => {
    const { client } = clientOf([{ status: 502, body: '<html>Bad gateway</html>', type: 'text/html' }]);
    await expect(client.get('/tasks')).rejects.toMatchObject({ code: 'NET-0002', status: 502, detail: '服务器的回答读不出来(HTTP 502)。' });
  });
  it('with 401 ask for a new login, except the login itself', async () => {
    const onUnauthorized = vi.fn();
    const { client } = clientOf([{ status: 401, body: {}, type: 'application/problem+json' }, { status: 401, body: {}, type: 'application/problem+json' }], { onUnauthorized });
    await client.get('/tasks').catch(() => undefined);
    expect(onUnauthorized).toHaveBeenCalledTimes(1);
    await client.get('/session', { quiet401: true }).catch(() => undefined);
    expect(onUnauthorized).toHaveBeenCalledTimes(1);
  });
  it('with ACC-0004 lead to the change of password', async () => {
    const onPasswordChange = vi.fn();
    const { client } = clientOf([{ status: 403, body: { code: 'ACC-0004' }, type: 'application/problem+json' }], { onPasswordChange });
    await client.get('/tasks').catch(() => undefined);
    expect(onPasswordChange).toHaveBeenCalledTimes(1);
  });
});

describe('an act that wants a proof', () => {
  const wanted = { status: 403, body: { code: 'ACC-0007', detail: '再次证明。' }, type: 'application/problem+json' };
  it('goes out again under the same id once the person has proved themselves', async () => {
    const onProofWanted = vi.fn(async () => true);
    const { client, calls } = clientOf([wanted, { body: { ok: true } }], { onProofWanted });
    await expect(client.post('/audit/verify')).resolves.toEqual({ ok: true });
    expect(onProofWanted).toHaveBeenCalledTimes(1);
    expect(calls).toHaveLength(2);
    expect(headersOf(calls[0]!.init)['X-Request-Id']).toBe(headersOf(calls[1]!.init)['X-Request-Id']);
    expect(calls[1]!.init.body).toBe(calls[0]!.init.body);
  });
  it('is refused with its reason when the person gives up, and is not sent again', async () => {
    const { client, calls } = clientOf([wanted], { onProofWanted: async () => false });
    await expect(client.post('/audit/verify')).rejects.toMatchObject({ code: 'ACC-0007', status: 403 });
    expect(calls).toHaveLength(1);
  });
});

describe('answers', () => {
  it('that are no JSON are an error, never an empty value', async () => {
    const { client } = clientOf([{ body: 'oops' }]);
    await expect(client.get('/tasks')).rejects.toMatchObject({ code: 'NET-0002' });
  });
});

describe('addresses', () => {
  it('leave out what is not asked for and escape what is', () => {
    const client = new ApiClient();
    expect(client.url('/tasks', { query: { state: 'todo', q: '牧马河&x', sort: undefined, page: 2 } })).toBe('/api/v1/tasks?state=todo&q=%E7%89%A7%E9%A9%AC%E6%B2%B3%26x&page=2');
    expect(client.url('/files/{digest}', { path: { digest: 'a/b' }, query: { case: '7' } })).toBe('/api/v1/files/a%2Fb?case=7');
  });
  it('of tiles stay templates for the map', () => {
    expect(new ApiClient().template('/layers/{code}/tiles/{z}/{x}/{y}.mvt', { code: 'DLTB' }, { rev: 3 })).toBe('/api/v1/layers/DLTB/tiles/{z}/{x}/{y}.mvt?rev=3');
  });
});

describe('the contract', () => {
  it('refuses at compile time what the server does not describe', () => {
    const { client } = clientOf([]);
    const never = () => [
      // @ts-expect-error no such endpoint
      client.get('/tasks/all'),
      // @ts-expect-error no such method of the endpoint
      client.post('/tasks/summary'),
      // @ts-expect-error a path parameter is missing
      client.get('/cases/{id}'),
      // @ts-expect-error ids are strings: numbers of JavaScript lose digits
      client.get('/cases/{id}', { path: { id: 7 } }),
      // @ts-expect-error no such query parameter
      client.get('/cases', { query: { stat: 'intake' } }),
      // @ts-expect-error a member of the body is missing
      client.post('/parcels/parse', { json: { axis: null } }),
      // @ts-expect-error no such word
      client.post('/parcels/parse', { json: { digest: '', axis: 'sideways' } }),
      // @ts-expect-error no such member of the answer
      client.get('/tasks/summary').then((summary) => summary.late),
    ];
    expect(never).toBeTypeOf('function');
  });
});

describe('the login cipher', () => {
  it('binds the password to the nonce and opens with the server key in C1C3C2 order', () => {
    const keys = sm2.generateKeyPairHex();
    const cipher = encryptSecret({ publicKey: keys.publicKey, nonce: '00ff', serverTime: '' }, { password: '口令 Aa1!' });
    expect(cipher).not.toContain('Aa1');
    expect(JSON.parse(sm2.doDecrypt(cipher, keys.privateKey, 1))).toEqual({ nonce: '00ff', password: '口令 Aa1!' });
  });
});
