import { expect, it } from 'vitest';
import type { AccountLine } from '@guotu/api';
import { isSame, parametersOf, placementOf, stakeOf } from './placement';

const line = (more: Partial<AccountLine> = {}) => ({ account: 'lijg', name: '李建国', organisation: '用途管制股', organisationCode: 'ytgz', posts: ['handler'], roles: ['officer'], ...more }) as AccountLine;

it('says before saving whether a second person will be wanted', () => {
  const now = placementOf(line());
  expect(stakeOf(line(), { ...now, name: '李健国' })).toBeNull();
  expect(stakeOf(line(), { ...now, posts: [] })).toBeNull();
  expect(stakeOf(line(), { ...now, organisation: 'ykz' })).toBe('second');
  expect(stakeOf(line(), { ...now, posts: ['handler', 'section-head'] })).toBe('second');
  expect(stakeOf(line({ roles: [] }), { ...now, organisation: 'ykz' })).toBeNull();
  expect(stakeOf(line({ roles: ['audit'] }), now)).toBe('administrator');
});

it('takes the order of posts and blanks around a name for no change', () => {
  const now = { name: '李建国', organisation: 'ytgz', posts: ['handler', 'archivist'] };
  expect(isSame(now, { name: ' 李建国 ', organisation: 'ytgz', posts: ['archivist', 'handler'] })).toBe(true);
  expect(isSame(now, { ...now, posts: ['handler'] })).toBe(false);
  expect(parametersOf('lijg', { ...now, name: ' 李建国' })).toEqual({ account: 'lijg', name: '李建国', organisation: 'ytgz', posts: 'archivist handler' });
});
