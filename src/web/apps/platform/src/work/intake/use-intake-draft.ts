import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { GtError } from '@guotu/api';
import { clockTime, dateTime } from '@guotu/ui';
import { api } from '@/app/api';
import { intakeZh as zh } from './intake.zh';
import { emptyForm, type IntakeForm } from './intake-form';
import type { Intake } from './use-intake';

const key = 'intake:new';

/** The server keeps the form two seconds after a pause, on leaving and on hiding the page. */
export function useIntakeDraft(intake: Intake) {
  const note = ref('');
  let saved = JSON.stringify(intake.form);
  let timer = 0;
  let stopped = false;

  async function save() {
    window.clearTimeout(timer);
    const now = JSON.stringify(intake.form);
    if (stopped || now === saved) return;
    try {
      await api.intake.saveDraft(key, JSON.parse(now));
      saved = now;
      note.value = zh.saved(clockTime(Date.now()));
    } catch {
      // The page says so; the next change tries again and nothing typed is lost.
      note.value = zh.unsaved;
    }
  }

  async function load() {
    try {
      const draft = await api.intake.draft<Partial<IntakeForm>>(key);
      Object.assign(intake.form, emptyForm(), draft.body);
      saved = JSON.stringify(intake.form);
      note.value = zh.restored(dateTime(draft.savedAt));
      if (intake.form.parcel) await intake.parcel.readFile();
    } catch (cause) {
      if (GtError.from(cause).status !== 404) note.value = zh.unsaved;
    }
  }

  /** The draft ends with the intake or by the clerk's word. */
  async function drop() {
    window.clearTimeout(timer);
    stopped = true;
    await api.intake.dropDraft(key).catch(() => undefined);
  }

  function restart() {
    intake.reset();
    saved = JSON.stringify(intake.form);
    note.value = '';
    stopped = false;
  }

  watch(intake.form, () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), 2000);
  }, { deep: true });
  onMounted(() => { void load(); window.addEventListener('pagehide', save); });
  onBeforeUnmount(() => { void save(); window.removeEventListener('pagehide', save); });
  return { note, drop, restart };
}
