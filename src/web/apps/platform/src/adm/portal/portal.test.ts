import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { AssemblyLine } from '@guotu/api';
import { deskOf, differs, isFirst, isLast, itemsOf, moved } from './portal';
import PortalPage from './PortalPage.vue';

const calls = vi.hoisted(() => ({ assemblies: vi.fn(), previewAssembly: vi.fn(), saveAssembly: vi.fn(), resetAssembly: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { operations: calls } }));

const line = (key: string, part: string, more: Partial<AssemblyLine> = {}): AssemblyLine => ({ key, part, delivered: `页${key}`, title: null, hidden: false, mayHide: true, ...more });
const pages = [line('home', '首页', { mayHide: false }), line('biz.todo', '业务中心'), line('biz.done', '业务中心')];

describe('the desk', () => {
  it('moves a page within its part and no further', () => {
    expect(moved(deskOf(pages), 'biz.done', -1).map((l) => l.key)).toEqual(['home', 'biz.done', 'biz.todo']);
    expect(moved(deskOf(pages), 'biz.todo', -1).map((l) => l.key)).toEqual(['home', 'biz.todo', 'biz.done']);
    expect(isFirst(deskOf(pages), 1) && isLast(deskOf(pages), 2) && isLast(deskOf(pages), 0)).toBe(true);
  });
  it('sends a blank name as the page’s own, and knows what is unsaved', () => {
    const desk = deskOf(pages);
    expect(differs(desk, pages)).toBe(false);
    desk[1]!.title = ' 我的待办 ';
    expect(itemsOf(desk)[1]).toEqual({ key: 'biz.todo', hidden: false, title: '我的待办' });
    expect(differs(desk, pages)).toBe(true);
  });
});

const menu = { parts: [{ key: 'biz', title: '业务中心', pages: [{ key: 'biz.todo', title: '待办', route: '/biz/todo' }] }], home: { widgets: [] } };
const role = (more: object = {}) => ({ code: 'officer', name: '经办', version: 0, assembled: false, changedAt: null, changedBy: null, pages, unknown: [], preview: menu, ...more });

async function page() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: PortalPage }] });
  await router.push('/');
  const query: [typeof VueQueryPlugin, object] = [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }];
  const wrapper = mount(PortalPage, { global: { plugins: [router, query], stubs: { GtDialog: { props: ['modelValue', 'title'], template: '<div role="dialog"><slot /><slot name="footer" /></div>' } } } });
  await flushPromises();
  return wrapper;
}

describe('the page', () => {
  beforeEach(() => {
    vi.clearAllMocks();
    calls.assemblies.mockResolvedValue({ roles: [role()] });
  });
  it('does not offer to hide what everybody must find, and names what was skipped', async () => {
    calls.assemblies.mockResolvedValue({ roles: [role({ unknown: ['biz.gone'] })] });
    const seen = await page();
    expect(seen.find('input[aria-label="隐藏 页home"]').exists()).toBe(false);
    expect(seen.get('[role="alert"]').text()).toContain('biz.gone');
  });
  it('saves order, names and what is hidden with the version it began from; when another was quicker nothing is overwritten before the person says so', async () => {
    const seen = await page();
    await seen.get('button[aria-label="上移 页biz.done"]').trigger('click');
    await seen.get('input[aria-label="隐藏 页biz.todo"]').setValue(true);
    await seen.findAll('button').find((b) => b.text() === '保存')!.trigger('click');
    calls.saveAssembly.mockRejectedValueOnce(Object.assign(new Error('x'), { code: 'SYS-0001' }));
    const { GtError } = await import('@guotu/api');
    vi.spyOn(GtError, 'from').mockReturnValueOnce({ code: 'SYS-0001' } as never);
    calls.assemblies.mockResolvedValue({ roles: [role({ version: 4, assembled: true, changedBy: '郭明', changedAt: '2026-11-30T01:00:00Z' })] });
    await seen.get('#portal-reason').setValue('按科室要求');
    await seen.get('#portal-why').trigger('submit');
    await flushPromises();
    const items = [{ key: 'home', hidden: false, title: null }, { key: 'biz.done', hidden: false, title: null }, { key: 'biz.todo', hidden: true, title: null }];
    expect(calls.saveAssembly).toHaveBeenCalledWith('officer', { items, reason: '按科室要求', version: 0 });
    expect(seen.get('[role="alert"]').text()).toContain('郭明 2026-11-30 09:00 改过');
    calls.saveAssembly.mockResolvedValue(role({ version: 5 }));
    await seen.findAll('button').find((b) => b.text() === '仍按我的保存')!.trigger('click');
    await seen.get('#portal-reason').setValue('按科室要求');
    await seen.get('#portal-why').trigger('submit');
    await flushPromises();
    expect(calls.saveAssembly).toHaveBeenLastCalledWith('officer', { items, reason: '按科室要求', version: 4 });
  });
});
