import { afterEach, expect, test, vi } from 'vitest';
import { commonName, fault, listCertificates, signStatement } from './agent';

const address = 'http://127.0.0.1:17610';
const statement = { certificate: 'a'.repeat(64), purpose: 'login' as const, node: '610724 西乡县自然资源局', account: 'lijg', challenge: '0'.repeat(112) };
const answered = (status: number, body: unknown) => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status }))));

afterEach(() => vi.unstubAllGlobals());

test('an agent that is not there is told with a way out', async () => {
  vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))));
  await expect(listCertificates(address)).rejects.toMatchObject({ code: 'UKEY:not-running', wayOut: expect.stringContaining('口令 + 动态口令') });
});

test('each refusal of the agent has words of ours and one that is unknown is no words of its own', async () => {
  answered(409, { error: { code: 'pin-wrong', left: 4, message: '<b>whatever</b>' } });
  await expect(signStatement(address, statement)).rejects.toMatchObject({ detail: 'UKey 的 PIN 不对,还可再试 4 次。' });
  answered(500, { error: { code: 'constructor', message: 'x' } });
  await expect(signStatement(address, statement)).rejects.toMatchObject({ code: 'UKEY:bad-answer' });
  expect(fault('no-device').wayOut).toContain('插入');
});

test('a signature is 128 hexadecimal digits or none', async () => {
  answered(200, { signature: 'A'.repeat(128) });
  await expect(signStatement(address, statement)).rejects.toMatchObject({ code: 'UKEY:bad-answer' });
  answered(200, { signature: 'a'.repeat(128) });
  await expect(signStatement(address, statement)).resolves.toBe('a'.repeat(128));
});

test('the agent is asked without cookies and only at its address', async () => {
  answered(200, { certificates: [] });
  await listCertificates(address);
  expect(fetch).toHaveBeenCalledWith(`${address}/v1/certificates`, expect.objectContaining({ credentials: 'omit', mode: 'cors' }));
});

test('the name of a person is found in either order of a distinguished name', () => {
  expect(commonName('C=CN,O=西乡县自然资源局,CN=王晓燕')).toBe('王晓燕');
  expect(commonName('CN=王晓燕, O=西乡县自然资源局')).toBe('王晓燕');
  expect(commonName('O=only')).toBe('O=only');
});
