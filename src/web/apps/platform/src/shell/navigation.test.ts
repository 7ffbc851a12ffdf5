import { expect, test } from 'vitest';
import type { PortalLayout } from '@guotu/api';
import { entryOf, holderOf, navigation, partOf } from './navigation';

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

const page = (key: string, title: string) => ({ key, title, route: `/${key.replace('.', '/')}` });

test('the security administrator has at most nine entries, and pages about one thing share one', () => {
  const keys = ['adm.roles', 'adm.policy', 'adm.labels', 'adm.certificates', 'adm.sessions', 'adm.openid', 'adm.delegations', 'adm.access-reviews', 'adm.grants', 'adm.why', 'adm.mlps', 'adm.control'];
  const parts = navigation({ parts: [{ key: 'adm', title: '系统管理', pages: keys.map((k) => page(k, k)) }], home: { widgets: [] } } as PortalLayout);
  const entries = parts[0]?.pages ?? [];
  expect(entries.length).toBeLessThanOrEqual(9);
  expect(entries.flatMap((e) => (e.tabs ?? [e]).map((t) => t.key)).sort()).toEqual([...keys].sort());
  expect(entries.filter((e) => e.tabs).map((e) => [e.title, e.route])).toEqual([['登录与证书', '/adm/sessions'], ['代理与复核', '/adm/delegations']]);
  expect(partOf(parts, '/adm/access-reviews/7', 'adm.access-reviews')?.key).toBe('adm');
  expect(entryOf(parts[0], '/adm/access-reviews/7', 'adm.access-reviews')?.title).toBe('代理与复核');
  expect(entryOf(parts[0], '/adm/certificates/trust', 'adm.certificates')?.tabs?.map((t) => t.key)).toEqual(['adm.sessions', 'adm.certificates', 'adm.openid']);
});

test('who has one page of a group has it as an entry of its own', () => {
  const parts = navigation({ parts: [{ key: 'adm', title: '系统管理', pages: [page('adm.delegations', '代理授权'), page('adm.audit', '审计')] }], home: { widgets: [] } } as PortalLayout);
  expect(parts[0]?.pages.map((p) => [p.title, p.tabs])).toEqual([['代理授权', undefined], ['审计', undefined]]);
});
