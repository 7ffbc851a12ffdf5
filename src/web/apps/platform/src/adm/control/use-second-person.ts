import { ref } from 'vue';
import { GtError } from '@guotu/api';

/** What a second person is to be asked for. */
export interface Wanted { kind: string; title: string; parameters: Record<string, string> }

const NEEDS_SECOND_PERSON = 'CTL-0001';

/** Acts that one person does alone where the rules let them, and otherwise asks a second one for. */
export function useSecondPerson() {
  const wanted = ref<Wanted | null>(null);
  const asking = ref(false);

  /** True when the act was done; false when a second person is needed, for whom the dialog is opened. */
  async function run(act: () => Promise<unknown>, parameters: Record<string, string>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (cause) {
      const error = GtError.from(cause);
      const kind = error.choices[0];
      if (error.code !== NEEDS_SECOND_PERSON || !kind) throw error;
      wanted.value = { kind, title: error.detail, parameters };
      asking.value = true;
      return false;
    }
  }

  return { wanted, asking, run };
}
