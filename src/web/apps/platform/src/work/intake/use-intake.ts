import { useQuery } from '@tanstack/vue-query';
import { computed, inject, provide, reactive, ref, watch, type InjectionKey } from 'vue';
import { GtError } from '@guotu/api';
import { faults, normalise } from '@guotu/forms';
import { api } from '@/app/api';
import { fresh } from '@/app/query-client';
import { emptyForm, zoneOf, type IntakeForm } from './intake-form';
import { intakeZh as zh } from './intake.zh';
import { machineValues } from './machine-values';
import { sortFiles } from './sort-files';
import { useParcelFile } from './use-parcel-file';

function useMatter(form: IntakeForm) {
  const matters = useQuery({ queryKey: ['matters'], queryFn: () => api.intake.matters(), staleTime: fresh.catalogue });
  const matter = useQuery({
    queryKey: computed(() => ['matter', form.matter]), queryFn: () => api.intake.matter(form.matter), enabled: computed(() => !!form.matter), staleTime: fresh.catalogue,
  });
  watch(() => matters.data.value, (list) => { if (!form.matter && list?.length === 1 && list[0]) form.matter = list[0].code; }, { immediate: true });
  return { matters, matter };
}

function useMaterialFiles(form: IntakeForm) {
  const error = ref<GtError | null>(null);
  const busy = ref('');

  async function set(code: string, file: File) {
    busy.value = code;
    error.value = null;
    try {
      form.materials[code] = await api.intake.upload(file);
    } catch (cause) {
      error.value = GtError.from(cause);
    } finally {
      busy.value = '';
    }
  }

  function drop(code: string) {
    delete form.materials[code];
  }

  return { error, busy, set, drop };
}

/** The state of one intake: what the clerk gave, what the machine read from it, what is still missing. */
function createIntake() {
  const form = reactive<IntakeForm>(emptyForm());
  const { matters, matter } = useMatter(form);
  const fields = computed(() => matter.data.value?.fields ?? []);
  const parcel = useParcelFile(form, fillFromMachine);
  const materials = useMaterialFiles(form);
  const unsorted = ref('');
  const tried = ref(false);
  const openFields = computed(() => fields.value.filter((f) => f.required && !form.fields[f.key]?.trim()).length);
  const missingMaterials = computed(() => (matter.data.value?.materials ?? []).filter((m) => m.required && !form.materials[m.code]));

  /** Fills what nobody has touched; what a clerk changed stays, beside the value the file gave. */
  function fillFromMachine() {
    if (!parcel.parse.value || !form.parcel) return;
    for (const [key, machine] of Object.entries(machineValues(fields.value, parcel.parse.value, form.parcel.name))) {
      const untouched = !form.fields[key] || form.fields[key] === form.machine[key]?.value;
      form.machine[key] = machine;
      if (untouched) form.fields[key] = machine.value;
    }
  }
  watch(fields, fillFromMachine);
  watch(() => form.matter, () => { if (parcel.parse.value && !parcel.precheck.value) void parcel.runPrecheck(); });

  async function takeFiles(files: File[]) {
    const sorted = sortFiles(files, matter.data.value?.materials ?? []);
    unsorted.value = sorted.unsorted.map((f) => f.name).join('、');
    if (sorted.parcel) await parcel.setFile(sorted.parcel);
    for (const m of sorted.materials) await materials.set(m.code, m.file);
  }

  const summary = computed(() => {
    const list = faults(fields.value, form.fields).map((f) => ({ field: `field-${f.key}`, text: f.text }));
    if (!form.parcel) list.unshift({ field: 'parcel-file', text: zh.parcel.missing });
    else if (!parcel.parse.value) list.unshift({ field: 'parcel-file', text: zh.parcel.mustParse });
    return list;
  });

  function reset() {
    Object.assign(form, emptyForm(), { matter: form.matter });
    parcel.clear();
    tried.value = false;
    unsorted.value = '';
  }

  return { form, matters, matter, fields, parcel, materials, unsorted, tried, openFields, missingMaterials, summary, takeFiles, reset };
}

export type Intake = ReturnType<typeof createIntake>;

/** What is sent when the clerk registers: normalised values only, empty ones left out. */
export function submission(intake: Intake) {
  const { form } = intake;
  const values: Record<string, string> = {};
  for (const f of intake.fields.value) {
    const value = normalise(f, form.fields[f.key] ?? '');
    if (value) values[f.key] = value;
  }
  const zone = zoneOf(form);
  return {
    matter: form.matter,
    parcelFile: { digest: form.parcel?.digest ?? '', name: form.parcel?.name ?? '', axis: form.axis, ...(zone === null ? {} : { zone }), ...(form.layer ? { layer: form.layer } : {}) },
    fields: values,
    materials: Object.entries(form.materials).map(([code, f]) => ({ code, digest: f.digest, name: f.name })),
    ...(form.note.trim() ? { note: form.note.trim() } : {}),
  };
}

const key: InjectionKey<Intake> = Symbol('intake');

export function provideIntake(): Intake {
  const intake = createIntake();
  provide(key, intake);
  return intake;
}

export function useIntake(): Intake {
  const intake = inject(key);
  if (!intake) throw new Error('useIntake outside of the intake page');
  return intake;
}
