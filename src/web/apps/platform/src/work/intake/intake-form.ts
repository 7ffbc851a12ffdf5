import type { AxisChoice, FileRef } from '@guotu/api';
import type { MachineValue } from './machine-values';

export interface IntakeForm {
  matter: string;
  parcel: { digest: string; name: string } | null;
  axis: AxisChoice;
  zone: string;
  fields: Record<string, string>;
  machine: Record<string, MachineValue>;
  materials: Record<string, FileRef>;
  note: string;
}

export const emptyForm = (): IntakeForm => ({ matter: '', parcel: null, axis: 'asWritten', zone: '', fields: {}, machine: {}, materials: {}, note: '' });

/** The zone number the clerk gave, when it is one. */
export function zoneOf(form: IntakeForm): number | null {
  const text = form.zone.trim();
  return /^\d{2}$/.test(text) ? Number(text) : null;
}
