import { expect, test } from 'vitest';
import type { PortalLayout } from '@guotu/api';
import { holderOf } from './navigation';

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
