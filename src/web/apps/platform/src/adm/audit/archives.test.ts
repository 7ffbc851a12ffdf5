import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import ArchivesPage from './ArchivesPage.vue';
import TrailResult from './TrailResult.vue';

const calls = vi.hoisted(() => ({ archives: vi.fn(), verifyArchive: vi.fn(), checkpoints: vi.fn(), trail: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { audit: { ...calls, archiveFileUrl: (no: string) => `/api/v1/audit/archives/${no}/file` } } }));

const archive = (archiveNo: number, over: object) => ({
  archiveNo, firstBatch: archiveNo * 500 - 499, lastBatch: archiveNo * 500, records: 812345, oldestAt: '2026-01-03T00:00:00Z', newestAt: '2026-02-27T00:00:00Z', archivedAt: '2026-10-01T00:00:00Z',
  file: `audit-archive-00000${archiveNo}.jsonl.gz`, sm3: 'ab'.repeat(32), indexed: true, catalogueHolds: true, fileThere: true, lastCheck: null, ...over,
});
const list = {
  retentionDays: 184, latestBefore: '2026-05-30', epochs: [{ epochNo: 2, openedAt: '2026-06-01T00:00:00Z', afterBatch: 900, lostBatch: 903, lost: 3 }], missing: [{ archiveNo: 4, firstBatch: 1501, lastBatch: 2000 }],
  archives: [
    archive(3, { catalogueHolds: false }), archive(2, { fileThere: false, indexed: false }),
    archive(1, { lastCheck: { at: '2026-11-02T00:00:00Z', by: '赵敏', ok: false, records: 812345, findings: 3 } }),
  ],
};

async function shown(page: Component, props: Record<string, unknown> = {}) {
  const plugin: [typeof VueQueryPlugin, object] = [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }];
  const wrapper = mount(page, { props, global: { plugins: [plugin], stubs: { RouterLink: { props: ['to'], template: '<a :href="to"><slot /></a>' }, ArchiveDialog: true } } });
  await flushPromises();
  return wrapper;
}

beforeEach(() => {
  vi.clearAllMocks();
  calls.archives.mockResolvedValue(list);
  calls.checkpoints.mockResolvedValue({ items: [{ batchNo: 2004, at: '2026-11-01T00:00:00Z', records: 7, root: 'cd'.repeat(32), keyId: 'audit-checkpoint/1', signature: '00' }], number: 1, size: 20, total: 1 });
});

describe('the auditor sees every archive as it is', () => {
  it('an archive that is not whole says so in its row, and one whose row is away is named above the list', async () => {
    const page = await shown(ArchivesPage);
    const rows = page.findAll('tbody')[0]!.findAll('tr').map((r) => r.text());
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('目录被改');
    expect(rows[1]).toContain('文件不在');
    expect(rows[1]).toContain('没有索引');
    expect(rows[2]).toContain('812,345');
    expect(rows[2]).toContain('发现 3 处');
    expect(rows[2]).toContain('赵敏');
    expect(page.get('[role="alert"]').text()).toContain('归档 4 的目录行不见了:第 1501 至 2000 批');
    expect(page.text()).toContain('第 901 至 903 批,共 3 批');
    expect(page.text()).toContain('2004');
  });
  it('a file that is away is not offered for download; the others are', async () => {
    const page = await shown(ArchivesPage);
    expect(page.findAll('a[download]').map((a) => a.attributes('href'))).toEqual(['/api/v1/audit/archives/3/file', '/api/v1/audit/archives/1/file']);
  });
  it('proving one archive shows each place that does not hold, and asks for the list again', async () => {
    calls.verifyArchive.mockResolvedValue({ archiveNo: 1, ok: false, records: 12, findings: [{ kind: 'archive', where: 'archive 1: record 7 (batch 1) is not as it was written' }] });
    const page = await shown(ArchivesPage);
    await page.get('button[aria-label="逐条校验 1"]').trigger('click');
    await flushPromises();
    expect(calls.verifyArchive).toHaveBeenCalledWith('1');
    expect(page.get('[role="status"]').text()).toContain('归档 1:发现 1 处。');
    expect(page.get('[role="status"]').text()).toContain('record 7 (batch 1)');
    expect(calls.archives).toHaveBeenCalledTimes(2);
  });
});

describe('a search over the archives', () => {
  const record = { recordId: '7', at: '2026-02-03T01:00:00Z', account: 'wangxy', name: '王秀英', organisation: '窗口', address: '10.1.3.7', kind: 'read', kindName: '读取受保护数据', objectType: 'parcel', objectId: '610724001001GB00017', outcome: 'success', errorCode: null, summary: '查看宗地', before: null, after: null, sealed: true, batchNo: 1 };
  it('says first which archives could not be searched, then how each was, then what was found', async () => {
    calls.trail.mockResolvedValue({
      truncated: false, gaps: 1, records: [record],
      archives: [{ archiveNo: 2, from: '2026-03-01T00:00:00Z', to: '2026-04-30T00:00:00Z', state: 'missing', batches: 0, hits: 0 }, { archiveNo: 1, from: '2026-01-03T00:00:00Z', to: '2026-02-27T00:00:00Z', state: 'searched', batches: 2, hits: 1 }],
    });
    const found = await shown(TrailResult, { query: { objectId: '610724001001GB00017' } });
    expect(found.get('[role="alert"]').text()).toContain('有 1 个归档没有查全');
    expect(found.findAll('li').map((l) => l.text())).toEqual(['归档 2(2026-03-01 至 2026-04-30) 文件不在', '归档 1(2026-01-03 至 2026-02-27) 已查 1 条']);
    expect(found.text()).toContain('王秀英');
  });
  it('nothing found beside a gap is never called nothing', async () => {
    calls.trail.mockResolvedValue({ truncated: false, gaps: 1, records: [], archives: [{ archiveNo: 2, from: '2026-03-01T00:00:00Z', to: '2026-04-30T00:00:00Z', state: 'damaged', batches: 1, hits: 0 }] });
    const found = await shown(TrailResult, { query: {} });
    expect(found.text()).toContain('没有查全的归档见上');
    expect(found.text()).not.toContain('没有符合的记录。要确认');
  });
});
