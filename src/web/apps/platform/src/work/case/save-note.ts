import { inject, provide, reactive, type InjectionKey } from 'vue';

/** What the identity bar says about unsaved writing. */
export interface SaveNote { text: string }

const key: InjectionKey<SaveNote> = Symbol('save-note');

export function provideSaveNote(): SaveNote {
  const note = reactive<SaveNote>({ text: '' });
  provide(key, note);
  return note;
}

export function useSaveNote(): SaveNote {
  return inject(key, () => reactive<SaveNote>({ text: '' }), true);
}
