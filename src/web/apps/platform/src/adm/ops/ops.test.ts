import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { NodeState, StateLine } from '@guotu/api';
import { countOf, isOld, marks, narrowed } from './lights';
import OpsPage from './OpsPage.vue';

const calls = vi.hoisted(() => ({ state: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { operations: calls } }));

const line = (code: string, light: StateLine['light'], wayOut: string | null = null): StateLine => ({ code, title: `项${code}`, light, detail: `见${code}`, wayOut, figures: [] });
const state: NodeState = {
  at: new Date().toISOString(), light: 'problem',
  parts: [{ title: '节点', lines: [line('disk', 'problem', '扩容'), line('backup', 'unknown', '写明 backupFolder')] }, { title: '队列', lines: [line('outbox', 'good'), line('prints', 'notice', '看一看')] }],
};

describe('the lights', () => {
  it('each has a sign of its own beside the word', () => {
    expect(new Set(Object.values(marks).map((m) => m.icon)).size).toBe(4);
    expect(marks.unknown.kind).not.toBe(marks.good.kind);
  });
  it('are counted, and the list is narrowed without empty parts', () => {
    expect(countOf(state, 'good')).toBe(1);
    expect(narrowed(state, 'notGood').map((p) => p.lines.map((l) => l.code))).toEqual([['disk', 'backup'], ['prints']]);
    expect(narrowed(state, 'unknown')).toHaveLength(1);
  });
  it('do not stand for now when three turns have gone by', () => {
    const at = Date.parse(state.at);
    expect(isOld(state, at + 90_000, 30_000)).toBe(false);
    expect(isOld(state, at + 90_001, 30_000)).toBe(true);
  });
});

async function page() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: OpsPage }] });
  await router.push('/');
  const query: [typeof VueQueryPlugin, object] = [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }];
  const wrapper = mount(OpsPage, { global: { plugins: [router, query] } });
  await flushPromises();
  return wrapper;
}

describe('the page', () => {
  beforeEach(() => vi.clearAllMocks());
  it('tells each light in words with its way out', async () => {
    calls.state.mockResolvedValue(state);
    const seen = await page();
    const rows = seen.findAll('tbody tr').map((r) => r.text());
    expect(rows[0]).toContain('✕异常');
    expect(rows[0]).toContain('扩容');
    expect(rows[1]).toContain('?无法判定');
    expect(rows[2]).toContain('✓正常');
  });
  it('greys and dates what it has when the node does not answer any more, and says so', async () => {
    calls.state.mockResolvedValueOnce(state).mockRejectedValueOnce(new Error('away'));
    const seen = await page();
    expect(seen.find('.stale').exists()).toBe(false);
    await seen.findAll('button').at(-1)!.trigger('click');
    await flushPromises();
    expect(seen.get('.stale').text()).toContain('连不上节点');
    expect(seen.find('.parts--stale').exists()).toBe(true);
    expect(seen.find('.tag--ok').exists()).toBe(false);
    expect(seen.findAll('tbody tr')).toHaveLength(4);
  });
});
