import { expect, test } from 'vitest';
import type { PortalLayout } from '@guotu/api';
import { entryOf, holderOf } from './navigation';

const layout = { parts: [{ key: 'adm', title: '系统管理', pages: [{ key: 'adm.accounts', title: '账号', route: '/adm/accounts' }] }], home: { widgets: [] } } as PortalLayout;

test('a page of another administrator is named with its user, the own one and those of staff are not', () => {
  expect(holderOf(layout, 'adm.policy')).toBe('安全保密管理员');
  expect(holderOf(layout, 'adm.audit')).toBe('安全审计员');
  expect(holderOf(layout, 'adm.accounts')).toBeNull();
  expect(holderOf(layout, 'adm.access-reviews')).toBeNull();
  expect(holderOf(layout, 'biz.todo')).toBeNull();
  expect(holderOf(layout, undefined)).toBeNull();
  expect(holderOf(null, 'adm.policy')).toBeNull();
});

test('a page below a list marks the list it was opened from, and of two entries the one at its address', () => {
  const part = { key: 'adm', title: '系统管理', pages: [{ key: 'adm.audit', title: '审计', route: '/adm/audit' }, { key: 'biz.todo', title: '待办', route: '/biz/todo' }, { key: 'biz.done', title: '已办', route: '/biz/done' }] };
  expect(entryOf(part, '/adm/audit/archives', 'adm.audit')?.title).toBe('审计');
  expect(entryOf(part, '/biz/done', 'biz.todo')?.title).toBe('已办');
  expect(entryOf(part, '/adm/other', 'adm.other')).toBeUndefined();
  expect(entryOf(undefined, '/adm/audit', 'adm.audit')).toBeUndefined();
});
