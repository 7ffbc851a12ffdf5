import { mount } from '@vue/test-utils';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { GtError } from '@guotu/api';
import { queryClient } from '@/app/query-client';
import { usePrint, type Print } from './use-print';

const calls = vi.hoisted(() => ({ options: vi.fn(), order: vi.fn() }));
vi.mock('@/app/api', () => ({ api: { prints: { options: calls.options, order: calls.order } } }));

const frames = [{ paper: 'A4', orientation: 'landscape', left: 14, top: 29, width: 200, height: 150, mostDpi: 600 }, { paper: 'A3', orientation: 'portrait', left: 14, top: 29, width: 220, height: 300, mostDpi: 400 }];

async function started(): Promise<Print> {
  let print: Print | null = null;
  mount(defineComponent({ setup() { print = usePrint({ middle: [107.77, 32.98] }); return () => h('div'); } }), { global: { plugins: [[VueQueryPlugin, { queryClient }]] } });
  await vi.waitFor(() => expect(print?.frame.value).toBeTruthy());
  return print as unknown as Print;
}

describe('a sheet that is set up', () => {
  beforeEach(() => {
    queryClient.clear();
    calls.options.mockReset().mockResolvedValue({ layouts: [{ code: 'bureau', name: '规范图件', frames }], faults: [], scales: [], largestPicture: 1 });
    calls.order.mockReset().mockResolvedValue({ id: '1' });
  });

  it('has the ground of its paper and scale', async () => {
    const print = await started();
    expect(print.ground.value).toEqual({ width: 2000, height: 1500 });
    print.sheet.scale = '1:5000';
    expect(print.ground.value).toEqual({ width: 1000, height: 750 });
    print.sheet.scale = 'x';
    expect(print.ground.value).toBeNull();
  });

  it('is undone act by act, back to the beginning', async () => {
    const print = await started();
    print.sheet.paper = 'A3';
    print.keep();
    print.sheet.middle = [107.8, 33];
    print.keep();
    print.keep();
    print.undo();
    expect([print.sheet.paper, print.sheet.middle]).toEqual(['A3', [107.77, 32.98]]);
    print.undo();
    expect([print.sheet.paper, print.canUndo.value]).toEqual(['A4', false]);
  });

  it('is not ordered without title, scale or layer, and says which', async () => {
    const print = await started();
    print.sheet.scale = '5';
    expect(await print.order([])).toBe(false);
    expect([print.faults.title, print.faults.scale, print.faults.layers].every((f) => typeof f === 'string')).toBe(true);
    expect(calls.order).not.toHaveBeenCalled();
  });

  it('is ordered with its layers, opacity and middle', async () => {
    const print = await started();
    print.sheet.title = ' 现状图 ';
    expect(await print.order([{ code: 'DLTB', opacity: 90 }, { code: 'XZQ', opacity: 0 }])).toBe(true);
    expect(calls.order.mock.calls[0]?.[0]).toMatchObject({ title: '现状图', lon: 107.77, lat: 32.98, scale: 10_000, dpi: null, layers: [{ code: 'DLTB', opacity: 90 }, { code: 'XZQ', opacity: 1 }] });
  });

  it('has the raster under its layers, in its style, and may have nothing else', async () => {
    const print = await started();
    print.sheet.title = '地形图';
    print.sheet.ground = 'DEM|slope';
    expect(await print.order([{ code: 'XZQ', opacity: 80 }])).toBe(true);
    expect(await print.order([])).toBe(true);
    const ordered = calls.order.mock.calls.map((c) => (c[0] as { layers: unknown[] }).layers);
    const under = { code: 'DEM', opacity: 100, style: 'slope', revision: null };
    expect(ordered).toEqual([[under, { code: 'XZQ', opacity: 80, style: null, revision: null }], [under]]);
  });

  it('keeps what was set up when the order is refused', async () => {
    const print = await started();
    print.sheet.title = '现状图';
    calls.order.mockRejectedValue(new GtError({ code: 'PUB-0012', detail: '还有 3 个出图任务没有完成' }, 409));
    expect(await print.order([{ code: 'DLTB', opacity: 100 }])).toBe(false);
    expect([print.error.value?.code, print.sheet.title, print.busy.value]).toEqual(['PUB-0012', '现状图', false]);
  });
});
