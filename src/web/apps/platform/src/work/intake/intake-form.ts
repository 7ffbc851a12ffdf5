import type { AxisChoice, FileRef } from '@guotu/api';
import type { MachineValue } from './machine-values';

export interface IntakeForm {
  matter: string;
  parcel: { digest: string; name: string } | null;
  axis: AxisChoice;
  zone: string;
  /** Layer that is read of a file of several; empty for the only one. */
  layer: string;
  fields: Record<string, string>;
  machine: Record<string, MachineValue>;
  materials: Record<string, FileRef>;
  note: string;
}

export const emptyForm = (): IntakeForm => ({ matter: '', parcel: null, axis: 'asWritten', zone: '', layer: '', fields: {}, machine: {}, materials: {}, note: '' });

/** The zone number the clerk gave, when it is one. */
export function zoneOf(form: IntakeForm): number | null {
  const text = form.zone.trim();
  return /^\d{2}$/.test(text) ? Number(text) : null;
}

/** How the parcel file is to be read, as every call names it. */
export const readingOf = (form: IntakeForm) => ({ zone: zoneOf(form), ...(form.layer ? { layer: form.layer } : {}) });
