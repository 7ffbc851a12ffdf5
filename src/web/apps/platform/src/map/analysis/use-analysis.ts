import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { GtError, type AnalysisFigures, type AnalysisJob, type AnalysisPage, type AnalysisRun } from '@guotu/api';
import { api } from '@/app/api';

const waits = [300, 600, 1_000, 2_000];
const pageSize = 50;

/** Hands a file to the person. */
function offer(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The run that is shown and what is known of it. */
function useShownRun(drawn: (figures: AnalysisFigures | null) => void) {
  const job = shallowRef<AnalysisJob | null>(null);
  const page = shallowRef<AnalysisPage | null>(null);
  const partly = ref(false);
  const error = shallowRef<GtError | null>(null);
  const sending = ref(false);
  let turn = 0;
  let timer = 0;
  onScopeDispose(() => { turn++; window.clearTimeout(timer); });

  /** Forgets what is shown; answers that come for it later are not shown. */
  function begin(): number {
    window.clearTimeout(timer);
    job.value = null;
    page.value = null;
    partly.value = false;
    error.value = null;
    sending.value = false;
    drawn(null);
    return ++turn;
  }

  const current = (mine: number) => mine === turn;

  async function show(done: AnalysisJob, mine: number) {
    const [rows, figures] = await Promise.all([api.analysis.rows(done.id, 1, pageSize), done.result?.hasFigures ? api.analysis.figures(done.id) : null]);
    if (!current(mine)) return;
    page.value = rows;
    partly.value = figures !== null && !figures.complete;
    drawn(figures);
  }

  /** Shows a run that is done, or asks again until it is. */
  async function follow(mine: number, asked: number): Promise<void> {
    const shown = job.value;
    if (!current(mine) || !shown) return;
    if (shown.state === 'done') { await show(shown, mine); return; }
    if (shown.state !== 'queued' && shown.state !== 'running') return;
    await new Promise((done) => { timer = window.setTimeout(done, waits[Math.min(asked, waits.length - 1)]); });
    if (!current(mine)) return;
    job.value = await api.analysis.job(shown.id);
    await follow(mine, asked + 1);
  }

  async function open(kept: AnalysisJob) {
    const mine = begin();
    job.value = kept;
    try {
      await follow(mine, 0);
    } catch (cause) {
      if (current(mine)) error.value = GtError.from(cause);
    }
  }

  return { job, page, partly, error, sending, begin, current, show, follow, open };
}

/** Runs of operators on this page: the one that is shown, and those before it to go back to. */
export function useAnalysis(drawn: (figures: AnalysisFigures | null) => void) {
  const shown = useShownRun(drawn);
  const { job, page, partly, error, sending } = shown;
  const earlier = shallowRef<AnalysisJob[]>([]);
  const busy = computed(() => sending.value || job.value?.state === 'queued' || job.value?.state === 'running');

  async function run(request: AnalysisRun) {
    const before = job.value?.state === 'done' ? [...earlier.value, job.value] : earlier.value;
    const mine = shown.begin();
    earlier.value = before;
    sending.value = true;
    try {
      const made = await api.analysis.run(request);
      if (!shown.current(mine)) return;
      job.value = made;
      await shown.follow(mine, 0);
    } catch (cause) {
      if (shown.current(mine)) error.value = GtError.from(cause);
    } finally {
      if (shown.current(mine)) sending.value = false;
    }
  }

  async function attempt(act: () => Promise<void>) {
    error.value = null;
    try {
      await act();
    } catch (cause) {
      error.value = GtError.from(cause);
    }
  }

  const goTo = (number: number, size: number) => attempt(async () => {
    if (job.value) page.value = await api.analysis.rows(job.value.id, number, size);
  });

  const cancel = () => attempt(async () => {
    if (job.value) await api.analysis.cancel(job.value.id);
  });

  /** Back to the result before this one, or an empty screen. Both stay kept: what deletes a run asks first, on the page of runs. */
  const undo = () => attempt(async () => {
    const last = earlier.value[earlier.value.length - 1] ?? null;
    const mine = shown.begin();
    earlier.value = earlier.value.slice(0, -1);
    job.value = last;
    if (last) await shown.show(last, mine);
  });

  /** Shows a run that was kept: its result, how it goes, or why it failed. */
  const open = (kept: AnalysisJob) => { earlier.value = []; return shown.open(kept); };
  /** Takes what is shown off the screen; it stays kept. */
  const close = () => { earlier.value = []; shown.begin(); };
  const save = (format: string) => attempt(async () => {
    if (!job.value) return;
    const file = await api.analysis.export(job.value.id, format);
    offer(file.blob, file.name || `${job.value.operator}-${job.value.id}.zip`);
  });

  return { job, page, partly, earlier, error, busy, run, open, close, cancel, undo, goTo, save };
}

export type Analysis = ReturnType<typeof useAnalysis>;
