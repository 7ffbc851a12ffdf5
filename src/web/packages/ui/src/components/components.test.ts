import { mount } from '@vue/test-utils';
import { GtError } from '@guotu/api';
import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { clockLight } from './clock-light';
import GtClock from './GtClock.vue';
import GtErrorBlock from './GtError.vue';
import GtErrorSummary from './GtErrorSummary.vue';
import GtPager from './GtPager.vue';
import GtPanes from './GtPanes.vue';
import GtVerdict from './GtVerdict.vue';

describe('a verdict', () => {
  it.each([['conflict', '✕', '冲突'], ['undetermined', '?', '无法判定'], ['justify', '!', '需论证'], ['compliant', '✓', '符合']] as const)('says %s by icon and word, not by hue alone', (status, icon, word) => {
    const text = mount(GtVerdict, { props: { status } }).text();
    expect(text).toContain(icon);
    expect(text).toContain(word);
  });
  it('answers 合规 for the whole and 符合 for a row', () => {
    expect(mount(GtVerdict, { props: { status: 'compliant', overall: true } }).text()).toContain('合规');
  });
  it('never shows a missing verdict as compliant', () => {
    const text = mount(GtVerdict, { props: { status: null, overall: true } }).text();
    expect(text).toBe('尚未审查');
  });
});

describe('the light of the clock', () => {
  it('counts overdue days as positive', () => expect(clockLight('red', -2)).toMatchObject({ text: '逾期 2 个工作日', kind: 'bad' }));
  it('says that today is the last day', () => expect(clockLight('yellow', 0).text).toBe('今天到期'));
  it('does not count days of a stopped clock', () => expect(clockLight('paused', -5)).toMatchObject({ text: '停表', kind: 'pause' }));
  it('has no light before the clock starts', () => expect(clockLight('none', null).text).toBe('未起算'));
});

describe('the cells of the clock', () => {
  const clock = { startedOn: '2024-06-17', promisedDue: '2024-07-03', statutoryDue: '2024-07-17', remaining: 2, light: 'yellow' as const, provisional: false, promisedDays: 10, statutoryDays: 20, used: 1, stopped: 1 };
  it('are one for each working day, and say the same in words', () => {
    const cells = [{ date: '2024-06-17', kind: 'used' as const }, { date: '2024-06-18', kind: 'stopped' as const }, { date: '2024-06-24', kind: 'today' as const }];
    const clockView = mount(GtClock, { props: { clock: { ...clock, cells } } });
    expect(clockView.findAll('.clock__cells .cell')).toHaveLength(3);
    expect(clockView.get('[role=img]').attributes('aria-label')).toContain('停表 1');
  });
});

describe('the error summary', () => {
  it('takes focus when it appears and leads to the field', async () => {
    document.body.innerHTML = '<input id="area">';
    const summary = mount(GtErrorSummary, { props: { items: [] as { field: string; text: string }[] }, attachTo: document.body });
    await summary.setProps({ items: [{ field: 'area', text: '填写用地面积。' }] });
    await nextTick();
    expect(document.activeElement?.textContent).toContain('有 1 处需要修改');
    Element.prototype.scrollIntoView = () => undefined;
    await summary.get('a').trigger('click');
    expect(document.activeElement?.id).toBe('area');
    summary.unmount();
  });
});

describe('a block that failed', () => {
  it('says what, where, the way out and the code, and can be tried again', async () => {
    let tried = 0;
    const error = new GtError({ code: 'GEO-0004', detail: '边线相交。', wayOut: '改正后重传。', line: 14, ring: 2, traceId: 'ab' }, 422);
    const block = mount(GtErrorBlock, { props: { error, retry: () => { tried++; } } });
    for (const part of ['边线相交。', '第 14 行', '第 2 圈', '改正后重传。', 'GEO-0004', '追踪号 ab']) expect(block.text()).toContain(part);
    await block.get('button').trigger('click');
    expect(tried).toBe(1);
  });
});

describe('the pager', () => {
  it('stops at both ends', async () => {
    const pager = mount(GtPager, { props: { page: 1, size: 50, total: 51 } });
    const [previous, next] = pager.findAll('button');
    expect(previous?.attributes('disabled')).toBeDefined();
    await next?.trigger('click');
    expect(pager.emitted('change')).toEqual([[2, 50]]);
    await pager.setProps({ page: 2 });
    expect(pager.findAll('button')[1]?.attributes('disabled')).toBeDefined();
  });
  it('goes to the first page when the size changes', async () => {
    const pager = mount(GtPager, { props: { page: 3, size: 20, total: 400 } });
    await pager.get('select').setValue('100');
    expect(pager.emitted('change')).toEqual([[1, 100]]);
  });
});

describe('the panes of a work page', () => {
  it('are resized by keyboard and stay within limits', async () => {
    localStorage.clear();
    const panes = mount(GtPanes, { props: { name: 't', leftName: '事实', rightName: '办理', leftWidth: 296, rightWidth: 316 } });
    const [left] = panes.findAll('[role=separator]');
    await left?.trigger('keydown', { key: 'ArrowRight' });
    expect(left?.attributes('aria-valuenow')).toBe('304');
    for (let i = 0; i < 10; i++) await left?.trigger('keydown', { key: 'ArrowLeft', shiftKey: true });
    expect(left?.attributes('aria-valuenow')).toBe('220');
  });
});
