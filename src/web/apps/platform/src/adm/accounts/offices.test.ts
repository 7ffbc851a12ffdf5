import { expect, test } from 'vitest';
import type { AccountLine } from '@guotu/api';
import { officesOf, ofOffice } from './offices';

const line = (account: string, organisationCode: string, standing: AccountLine['standing'] = 'enabled') => ({ account, organisation: `名${organisationCode}`, organisationCode, standing }) as AccountLine;
const accounts = [line('a', 'ytgz'), line('b', 'ytgz', 'disabled'), line('c', 'ykz'), line('d', 'gone')];

test('every office stands with those who can log in, an empty one with none, one that was closed at the end', () => {
  expect(officesOf(accounts, [{ code: 'bureau', name: '局' }, { code: 'ytgz', name: '用途管制股' }, { code: 'ykz', name: '堰口所' }])).toEqual([
    { code: 'bureau', name: '局', count: 0 }, { code: 'ytgz', name: '用途管制股', count: 1 }, { code: 'ykz', name: '堰口所', count: 1 }, { code: 'gone', name: '名gone', count: 1 },
  ]);
});

test('an office shows its own accounts, the disabled ones too; no office shows all', () => {
  expect(ofOffice(accounts, 'ytgz').map((a) => a.account)).toEqual(['a', 'b']);
  expect(ofOffice(accounts, '')).toHaveLength(4);
});
