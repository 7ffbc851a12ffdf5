import { expect, test } from 'vitest';
import type { AccountLine } from '@guotu/api';
import { filtered, found, pageOf } from './standing';

const line = (account: string, more: Partial<AccountLine> = {}): AccountLine => ({
  account, name: account, organisation: '', organisationCode: '', posts: [], postNames: [], roles: [], roleNames: [], contact: '', standing: 'enabled', lockedUntil: null, mustChangePassword: false, expiresOn: null, lastLoginAt: null, inactive: false, ...more,
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

test('a search takes every word, in whatever order, from name, office, post and role', () => {
  const people = [line('lijg', { name: '李建国', organisation: '用途管制股', postNames: ['经办人'], roleNames: ['经办'] }), line('huangq', { name: '黄强', organisation: '用途管制股', postNames: ['股长'], roleNames: ['审批领导'] })];
  expect(found(people, ' 用途  股长 ').map((a) => a.account)).toEqual(['huangq']);
  expect(found(people, 'LIJ')).toHaveLength(1);
  expect(found(people, '')).toHaveLength(2);
  expect(found(people, '用途 档案')).toEqual([]);
});

test('a page is a part of the list, and one beyond its end is the last', () => {
  const numbers = Array.from({ length: 45 }, (_, i) => i);
  expect(pageOf(numbers, 2, 20)).toEqual({ items: numbers.slice(20, 40), page: 2 });
  expect(pageOf(numbers, 9, 20)).toEqual({ items: numbers.slice(40), page: 3 });
  expect(pageOf([], 1, 20)).toEqual({ items: [], page: 1 });
});
