import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { GtError } from '@guotu/api';
import { clockTime } from '@guotu/ui';
import { api } from '@/app/api';
import { caseZh } from './case.zh';
import { useSaveNote } from './save-note';

interface OpinionDraft { text: string }

/** Keeps an opinion on the server two seconds after typing stops; nothing of it stays in the browser. */
export function useOpinionDraft(key: () => string) {
  const text = ref('');
  const note = useSaveNote();
  let timer = 0;
  let saved = '';

  async function save() {
    window.clearTimeout(timer);
    if (!key() || text.value === saved) return;
    const now = text.value;
    try {
      await api.intake.saveDraft(key(), { text: now } satisfies OpinionDraft);
      saved = now;
      note.text = caseZh.saved(clockTime(Date.now()));
    } catch {
      // Said on the page; the text stays in the box and the next change tries again.
      note.text = caseZh.unsaved;
    }
  }

  async function load() {
    if (!key()) return;
    try {
      const draft = await api.intake.draft<OpinionDraft>(key());
      if (!text.value) { saved = draft.body.text; text.value = saved; note.text = caseZh.saved(clockTime(draft.savedAt)); }
    } catch (cause) {
      if (GtError.from(cause).status !== 404) note.text = caseZh.unsaved;
    }
  }

  async function discard() {
    window.clearTimeout(timer);
    saved = '';
    text.value = '';
    note.text = '';
    if (!key()) return;
    // The act itself is done; a draft left over is overwritten by the next one of this task.
    await api.intake.dropDraft(key()).catch(() => undefined);
  }

  watch(text, () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), 2000);
  });
  onMounted(() => { void load(); window.addEventListener('pagehide', save); });
  onBeforeUnmount(() => { void save(); note.text = ''; window.removeEventListener('pagehide', save); });
  return { text, discard };
}
