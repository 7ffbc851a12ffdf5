import { expect, test } from 'vitest';
import type { AccountLine } from '@guotu/api';
import { filtered } from './standing';

const line = (account: string, more: Partial<AccountLine> = {}): AccountLine => ({
  account, name: account, organisation: '', posts: [], roles: [], roleNames: [], standing: 'enabled', lockedUntil: null, mustChangePassword: false, expiresOn: null, lastLoginAt: null, inactive: false, ...more,
});
const accounts = [line('a'), line('b', { inactive: true }), line('c', { lockedUntil: '2026-11-30T00:00:00Z' }), line('d', { standing: 'disabled' }), line('e', { standing: 'tampered' })];
const names = (list: AccountLine[]) => list.map((a) => a.account).join('');

test('each filter keeps its own and never hides a tampered account', () => {
  expect(names(filtered(accounts, 'all'))).toBe('abcde');
  expect(names(filtered(accounts, 'inactive'))).toBe('be');
  expect(names(filtered([...accounts, line('f', { expiresOn: '2026-12-20' }), line('g', { expiresOn: '2027-06-30' })], 'expiring', '2026-12-30'))).toBe('ef');
  expect(names(filtered(accounts, 'locked'))).toBe('ce');
  expect(names(filtered(accounts, 'disabled'))).toBe('de');
});
