import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchTile, tileLoading } from './tile-loading';

const answer = (status: number, retry?: string) => ({
  ok: status < 300, status, headers: new Headers(retry === undefined ? {} : { 'Retry-After': retry }), arrayBuffer: () => Promise.resolve(new ArrayBuffer(3)),
});

describe('a tile that is being prepared', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

  it('is asked for again after the time that the platform says, and shown as being prepared until it comes', async () => {
    const get = vi.fn().mockResolvedValueOnce(answer(503, '3')).mockResolvedValueOnce(answer(503, '3')).mockResolvedValue(answer(200));
    vi.stubGlobal('fetch', get);
    const steps: string[] = [];
    const tile = fetchTile('/t', { step: (s) => steps.push(s), wanted: () => true });
    await vi.advanceTimersByTimeAsync(2_900);
    expect([get.mock.calls.length, steps]).toEqual([1, ['preparing']]);
    await vi.advanceTimersByTimeAsync(3_200);
    expect((await tile).byteLength).toBe(3);
    expect([get.mock.calls.length, steps]).toEqual([3, ['preparing', 'settled']]);
  });

  it('is not asked for again once nobody looks, and not for ever', async () => {
    const get = vi.fn().mockResolvedValue(answer(503, '3'));
    vi.stubGlobal('fetch', get);
    const left = expect(fetchTile('/t', { step: () => undefined, wanted: () => false })).rejects.toThrow('not wanted');
    await vi.advanceTimersByTimeAsync(10_000);
    await left;
    expect(get).toHaveBeenCalledTimes(1);
    const endless = expect(fetchTile('/t', { step: () => undefined, wanted: () => true })).rejects.toThrow('503');
    await vi.advanceTimersByTimeAsync(200_000);
    await endless;
    expect(get).toHaveBeenCalledTimes(41);
  });

  it('is told apart from a failure', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(answer(500)));
    const step = vi.fn();
    await expect(fetchTile('/t', { step, wanted: () => true })).rejects.toThrow('500');
    expect(step).not.toHaveBeenCalled();
  });

  it('counts for its layer, which says once that some are and once that none is', async () => {
    const get = vi.fn().mockResolvedValueOnce(answer(503, '1')).mockResolvedValueOnce(answer(503, '1')).mockResolvedValue(answer(200));
    vi.stubGlobal('fetch', get);
    const told: boolean[] = [];
    const load = tileLoading(() => true, (some) => told.push(some));
    const loaded: unknown[] = [];
    for (const url of ['/a', '/b']) {
      load({
        setLoader: (loader: (e: number[], r: number, p: unknown) => void) => { loader([0, 0, 1, 1], 1, null); },
        getFormat: () => ({ readFeatures: () => [url], readProjection: () => null }), onLoad: (features: unknown[]) => loaded.push(...features), onError: () => loaded.push('error'),
      } as never, url);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([true, false]);
    expect(loaded.sort()).toEqual(['/a', '/b']);
  });
});
