import { expect, test } from 'vitest';
import type { GrantedPerson } from '@guotu/api';
import { shownPeople, waits } from './people';

const person = (account: string, more: Partial<GrantedPerson> = {}): GrantedPerson => ({ account, name: account, organisation: '用途管制股', posts: [], enabled: true, intact: true, held: [], missing: [], ...more });
const held = (name: string, template: 'in' | 'extra' | 'none' = 'in') => ({ code: name, name, scope: '全县', until: null, grantedBy: '何军', grantedAt: '2026-11-30T00:00:00Z', template });
const people = [person('new'), person('lijg', { held: [held('经办')] }), person('zhangw', { held: [held('经办'), held('档案', 'extra')] }), person('gone', { enabled: false }), person('bad', { intact: false })];

test('who waits for a role is enabled, intact and has none', () => {
  expect(people.filter(waits).map((p) => p.account)).toEqual(['new']);
});

test('the filters and the search narrow together', () => {
  const names = (show: 'all' | 'waiting' | 'extra', words = '') => shownPeople(people, show, words).map((p) => p.account);
  expect(names('all')).toHaveLength(5);
  expect(names('waiting')).toEqual(['new']);
  expect(names('extra')).toEqual(['zhangw']);
  expect(names('all', '经办 用途')).toEqual(['lijg', 'zhangw']);
  expect(names('waiting', '经办')).toEqual([]);
});
