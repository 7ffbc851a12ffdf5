import { expect, test } from 'vitest';
import { GtError } from '@guotu/api';
import { useSecondPerson } from './use-second-person';

const refusal = (code: string, choices: string[] = []) => new GtError({ code, detail: '要两个人办理', choices }, 409);

test('an act that one person may do is done and nobody is asked', async () => {
  const second = useSecondPerson();
  expect(await second.run(() => Promise.resolve(), {})).toBe(true);
  expect(second.asking.value).toBe(false);
});

test('a refusal that needs a second person opens the request with its kind and parameters', async () => {
  const second = useSecondPerson();
  expect(await second.run(() => Promise.reject(refusal('CTL-0001', ['factor.role-off'])), { role: 'window' })).toBe(false);
  expect(second.asking.value).toBe(true);
  expect(second.wanted.value).toEqual({ kind: 'factor.role-off', title: '要两个人办理', parameters: { role: 'window' } });
});

test('any other refusal is the caller\'s to show', async () => {
  const second = useSecondPerson();
  await expect(second.run(() => Promise.reject(refusal('SEC-0020')), {})).rejects.toMatchObject({ code: 'SEC-0020' });
  expect(second.asking.value).toBe(false);
});
