import { reactive, ref } from 'vue';
import { GtError, type ParseResult, type Precheck } from '@guotu/api';
import { api } from '@/app/api';
import { readingOf, type IntakeForm } from './intake-form';

/** The coordinate file: staged, read, pre-checked. A new reading throws the old one away first. */
export function useParcelFile(form: IntakeForm, read: () => void) {
  const parse = ref<ParseResult | null>(null);
  const precheck = ref<Precheck | null>(null);
  const error = ref<GtError | null>(null);
  const precheckError = ref<GtError | null>(null);
  const layers = ref<string[]>([]);
  const busy = reactive({ file: null as string | null, precheck: false });

  async function setFile(file: File) {
    busy.file = file.name;
    error.value = null;
    try {
      const stored = await api.intake.upload(file);
      form.parcel = { digest: stored.digest, name: stored.name };
      form.axis = 'asWritten';
      form.layer = '';
      layers.value = [];
      await readFile();
    } catch (cause) {
      error.value = GtError.from(cause);
    } finally {
      busy.file = null;
    }
  }

  async function readFile() {
    if (!form.parcel) return;
    parse.value = null;
    precheck.value = null;
    error.value = null;
    try {
      parse.value = await api.intake.parse({ digest: form.parcel.digest, axis: form.axis === 'asWritten' ? null : form.axis, ...readingOf(form) });
      read();
      void runPrecheck();
    } catch (cause) {
      const refused = GtError.from(cause);
      error.value = refused;
      if (refused.field === 'layer') layers.value = refused.choices;
    }
  }

  async function runPrecheck() {
    if (!form.parcel || !form.matter) return;
    busy.precheck = true;
    precheckError.value = null;
    try {
      precheck.value = await api.intake.precheck({ matter: form.matter, digest: form.parcel.digest, axis: form.axis, ...readingOf(form) });
    } catch (cause) {
      precheckError.value = GtError.from(cause);
    } finally {
      busy.precheck = false;
    }
  }

  const chooseLayer = (layer: string) => { form.layer = layer; return readFile(); };

  function clear() {
    layers.value = [];
    parse.value = null;
    precheck.value = null;
    error.value = null;
  }

  return { parse, precheck, error, precheckError, busy, layers, setFile, chooseLayer, readFile, runPrecheck, clear };
}
