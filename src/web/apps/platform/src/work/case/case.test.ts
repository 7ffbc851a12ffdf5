import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Check, TaskAction } from '@guotu/api';
import ActionBar from './ActionBar.vue';
import CaseChecks from './CaseChecks.vue';

const action = (o: Partial<TaskAction>): TaskAction => ({ key: 'pass', label: '送审', kind: 'primary', enabled: true, reason: null, wayOut: null, needsReason: false, targets: [], ...o });
const stubs = { RouterLink: { props: ['to'], template: '<a :href="to"><slot /></a>' }, GtMenu: true };

describe('what may be done on a case', () => {
  const refused = action({ enabled: false, reason: '结论为冲突,没有论证附件。', wayOut: { text: '添加论证', route: '/biz/cases/1?act=exempt&rule=S3' } });
  it('an action that cannot run stays visible with its reason as text and the way out', async () => {
    const bar = mount(ActionBar, { props: { actions: [refused] }, global: { stubs } });
    expect(bar.text()).toContain('不能送审:结论为冲突,没有论证附件。');
    const button = bar.get('.acts__row button');
    expect(button.attributes('disabled')).toBeDefined();
    expect(bar.get(`#${button.attributes('aria-describedby')}`).text()).toContain('没有论证附件');
    await bar.get('.acts__reasons button').trigger('click');
    expect(bar.emitted('wayOut')).toEqual([['/biz/cases/1?act=exempt&rule=S3']]);
  });
  it('there is one primary button, and it can run', () => {
    const bar = mount(ActionBar, { props: { actions: [refused, action({ key: 'return', label: '退回', kind: 'primary' })] }, global: { stubs } });
    const primary = bar.findAll('.gt-btn--primary');
    expect(primary).toHaveLength(1);
    expect(primary[0]?.text()).toBe('退回');
  });
});

const check = (o: Partial<Check>): Check => ({
  parcel: 1, rule: 'S1', name: '规划', layer: 'GH', layerName: '规划', revision: 1, asOf: '2024-01-01', status: 'compliant', planeArea: 0, ellipsoidalArea: 0, share: 0,
  clause: { text: '条', title: '', full: '' }, reasonCode: null, reason: null, attestable: false, exemptionBasis: null, classes: [], attested: null, exemption: null, hits: [], geometry: null, ...o,
});

describe('the rows of a verdict', () => {
  const rows = [check({ rule: 'S4' }), check({ rule: 'S9', status: 'undetermined', planeArea: null, share: null, reason: '采矿权 已过期 41 天' }), check({ rule: 'S3', status: 'conflict', planeArea: 0.001, share: 0.0000001 })];
  const table = mount(CaseChecks, { props: { checks: rows, canAct: true, reviewId: 'V1' }, global: { stubs } });
  it('stand in the order conflict, undetermined, compliant', () => {
    expect(table.findAll('tbody tr').map((r) => r.findAll('td')[1]?.text().slice(0, 2))).toEqual(['S3', 'S9', 'S4']);
  });
  it('never round a conflict to nothing', () => expect(table.findAll('tbody tr')[0]?.text()).toContain('<0.01'));
  it('say why nothing could be determined and give no figure', () => {
    const cells = table.findAll('tbody tr')[1]?.findAll('td').map((c) => c.text()) ?? [];
    expect(cells[2]).toContain('已过期 41 天');
    expect(cells[3]).toBe('—');
  });
  it('offer an attestation only where no layer can answer', () => {
    expect(table.text()).not.toContain('登记认定');
    const manual = mount(CaseChecks, { props: { checks: [check({ rule: 'S8', layer: null, status: 'undetermined' })], canAct: true, reviewId: null }, global: { stubs } });
    expect(manual.text()).toContain('登记认定');
  });
});
