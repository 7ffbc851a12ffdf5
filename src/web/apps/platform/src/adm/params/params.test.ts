import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { SettingLine } from '@guotu/api';
import ChangeParamDialog from './ChangeParamDialog.vue';
import { csvOf, shown } from './params';
import ParamsPage from './ParamsPage.vue';

const calls = vi.hoisted(() => ({ settings: vi.fn(), settingChanges: vi.fn(), changeSetting: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { operations: calls } }));

const number = { value: 10, delivered: 10, least: 1, most: 20, unit: '工作日', version: 0, before: null, changedAt: null, changedBy: null };
const promised: SettingLine = { key: 'approval.promised-days.x', group: '审批办理', title: '承诺时限', what: '收件时写进案件', value: '10 工作日', delivered: '10 工作日', clause: '行政许可法', doubt: '没有查到', howChanged: null, number };
const fixed: SettingLine = { key: 'node.database', group: '节点', title: '数据库', what: '', value: 'sqlite', delivered: null, clause: null, doubt: null, howChanged: '编辑 node.json', number: null };
const changed: SettingLine = { ...promised, key: 'x.y', title: '每人排队', clause: null, doubt: null, number: { ...number, version: 2, changedBy: '=郭明', changedAt: '2026-11-30T01:00:00Z' } };

describe('the list of settings', () => {
  const lines = [promised, fixed, changed];
  const keys = (filter: Parameters<typeof shown>[1]['filter'], words = '', group = '') => shown(lines, { filter, group, words }).map((l) => l.key);
  it('is narrowed by kind, part and words that all must be found', () => {
    expect(keys('doubtful')).toEqual([promised.key]);
    expect(keys('changed')).toEqual([changed.key]);
    expect(keys('fixed')).toEqual([fixed.key]);
    expect(keys('here')).toEqual([promised.key, changed.key]);
    expect(keys('all', '承诺 许可法')).toEqual([promised.key]);
    expect(keys('all', '', '节点')).toEqual([fixed.key]);
  });
  it('begins with what is doubtful and can be settled here', () => {
    expect(shown([fixed, changed, promised], { filter: 'all', group: '', words: '' }).map((l) => l.key)).toEqual([promised.key, changed.key, fixed.key]);
  });
  it('is saved as a table in which no cell is a formula', () => {
    const csv = csvOf([changed], ['参数'], '导出 X1');
    expect(csv.split('\r\n')[0]).toBe('\uFEFF"导出 X1"');
    expect(csv).toContain(`"'=郭明"`);
  });
});

async function page() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: ParamsPage }] });
  await router.push('/');
  const query: [typeof VueQueryPlugin, object] = [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }];
  const wrapper = mount(ParamsPage, { global: { plugins: [router, query], stubs: { GtDialog: { props: ['modelValue', 'title'], template: '<div role="dialog"><h2>{{ title }}</h2><slot /><slot name="footer" /></div>' } } } });
  await flushPromises();
  return wrapper;
}

describe('a change', () => {
  beforeEach(() => {
    vi.clearAllMocks();
    calls.settings.mockResolvedValue([promised, fixed]);
  });
  it('names what cannot be changed here with the way, and offers no button for it', async () => {
    const shownPage = await page();
    expect(shownPage.find('button[aria-label="修改 数据库"]').exists()).toBe(false);
    expect(shownPage.text()).toContain('编辑 node.json');
    expect(shownPage.text()).toContain('2 项,待核实 1 项');
  });
  it('wants a reason, goes out with the version that was seen, and can be taken back', async () => {
    const made = { ...promised, value: '7 工作日', number: { ...number, value: 7, version: 1, before: 10 } };
    calls.changeSetting.mockResolvedValue(made);
    const shownPage = await page();
    await shownPage.get('button[aria-label="修改 承诺时限"]').trigger('click');
    await shownPage.get('#param-value').setValue('7');
    await shownPage.get('#param').trigger('submit');
    expect(calls.changeSetting).not.toHaveBeenCalled();
    await shownPage.get('#param-reason').setValue('实施清单 2026 版');
    await shownPage.get('#param').trigger('submit');
    await flushPromises();
    expect(calls.changeSetting).toHaveBeenCalledWith(promised.key, { value: 7, confirmed: false, reason: '实施清单 2026 版', version: 0 });
    calls.changeSetting.mockResolvedValue(promised);
    await shownPage.findAll('[role="status"] button')[0]!.trigger('click');
    await flushPromises();
    expect(calls.changeSetting).toHaveBeenLastCalledWith(promised.key, { value: 10, confirmed: false, reason: '撤销刚才的第 1 次修改', version: 1 });
    expect(shownPage.get('[role="status"]').text()).toContain('已恢复为 10 工作日');
  });
  it('that meets another one shows both values and is sent again only by choice', async () => {
    const save = vi.fn().mockRejectedValueOnce(Object.assign(new Error('x'), { code: 'SYS-0001' })).mockResolvedValue(undefined);
    const theirs = { ...promised, value: '8 工作日', number: { ...number, value: 8, version: 3, changedBy: '郭明', changedAt: '2026-11-30T01:00:00Z' } };
    const { GtError } = await import('@guotu/api');
    vi.spyOn(GtError, 'from').mockReturnValueOnce({ code: 'SYS-0001', field: null } as never);
    const dialog = mount(ChangeParamDialog, {
      props: { modelValue: true, line: promised, save, renew: async () => { await dialog.setProps({ line: theirs }); } },
      global: { stubs: { GtDialog: { template: '<div><slot /><slot name="footer" /></div>' } } },
    });
    await dialog.get('#param-value').setValue('7');
    await dialog.get('#param-reason').setValue('实施清单 2026 版');
    await dialog.get('#param').trigger('submit');
    await flushPromises();
    expect(dialog.get('[role="alert"]').text()).toContain('现在的:8 工作日(郭明 2026-11-30 09:00)');
    expect(dialog.get('[role="alert"]').text()).toContain('我的:7 工作日');
    expect(save).toHaveBeenCalledTimes(1);
    await dialog.get('#param').trigger('submit');
    await flushPromises();
    expect(save).toHaveBeenLastCalledWith({ value: 7, confirmed: false, reason: '实施清单 2026 版', version: 3 });
  });
});
