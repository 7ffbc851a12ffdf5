import { effectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GtError, type AnalysisJob } from '@guotu/api';
import { api } from '@/app/api';
import { useAnalysis } from './use-analysis';

const job = (id: string, state: string) => ({ id, state, operator: 'buffer', operatorName: 'b', result: state === 'done' ? { hasFigures: true, name: id } : null }) as unknown as AnalysisJob;
const request = { operator: 'buffer', inputs: {}, parameters: {} };

describe('a run of an operator', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(api.analysis, 'rows').mockResolvedValue({ items: [], number: 1, size: 50, total: 0 });
    vi.spyOn(api.analysis, 'figures').mockResolvedValue({ complete: false, items: [] });
    vi.spyOn(api.analysis, 'clear').mockResolvedValue(undefined);
  });
  afterEach(() => { vi.useRealTimers(); vi.restoreAllMocks(); });
  const used = (drawn = vi.fn()) => ({ drawn, analysis: effectScope().run(() => useAnalysis(drawn))! });

  it('that is answered at once is shown with its figures', async () => {
    vi.spyOn(api.analysis, 'run').mockResolvedValue(job('1', 'done'));
    const { analysis, drawn } = used();
    await analysis.run(request);
    expect(analysis.page.value?.total).toBe(0);
    expect(analysis.partly.value).toBe(true);
    expect(drawn).toHaveBeenLastCalledWith({ complete: false, items: [] });
    expect(analysis.busy.value).toBe(false);
  });

  it('that waits is asked for until it is done', async () => {
    vi.spyOn(api.analysis, 'run').mockResolvedValue(job('1', 'queued'));
    const asked = vi.spyOn(api.analysis, 'job').mockResolvedValueOnce(job('1', 'running')).mockResolvedValueOnce(job('1', 'done'));
    const { analysis } = used();
    const going = analysis.run(request);
    await vi.advanceTimersByTimeAsync(350);
    expect(analysis.job.value?.state).toBe('running');
    expect(analysis.busy.value).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    await going;
    expect(asked).toHaveBeenCalledTimes(2);
    expect(analysis.job.value?.state).toBe('done');
  });

  it('can be taken back to the one before, and the last one leaves nothing', async () => {
    vi.spyOn(api.analysis, 'run').mockResolvedValueOnce(job('1', 'done')).mockResolvedValueOnce(job('2', 'done'));
    const { analysis, drawn } = used();
    await analysis.run(request);
    await analysis.run(request);
    await analysis.undo();
    expect(analysis.job.value?.id).toBe('1');
    await analysis.undo();
    expect(analysis.job.value).toBeNull();
    expect(drawn).toHaveBeenLastCalledWith(null);
    expect(api.analysis.clear).not.toHaveBeenCalled();
  });

  it('that is refused says why and keeps the result before it within reach', async () => {
    vi.spyOn(api.analysis, 'run').mockResolvedValueOnce(job('1', 'done')).mockRejectedValueOnce(new GtError({ code: 'ANA-0010', detail: 'x' }, 422));
    const { analysis } = used();
    await analysis.run(request);
    await analysis.run(request);
    expect(analysis.error.value?.code).toBe('ANA-0010');
    expect(analysis.earlier.value.map((j) => j.id)).toEqual(['1']);
  });

  it('that was kept is opened with its figures, and closed without being cleared', async () => {
    const { analysis, drawn } = used();
    await analysis.open(job('5', 'done'));
    expect(analysis.page.value?.total).toBe(0);
    expect(drawn).toHaveBeenLastCalledWith({ complete: false, items: [] });
    analysis.close();
    expect(analysis.job.value).toBeNull();
    expect(drawn).toHaveBeenLastCalledWith(null);
    expect(api.analysis.clear).not.toHaveBeenCalled();
  });

  it('that was kept and can not be read says why', async () => {
    vi.spyOn(api.analysis, 'rows').mockRejectedValueOnce(new GtError({ code: 'ANA-0006', detail: 'x' }, 409));
    const { analysis } = used();
    await analysis.open(job('6', 'done'));
    expect(analysis.error.value?.code).toBe('ANA-0006');
  });
});
