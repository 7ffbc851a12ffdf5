import type { FormField } from '@guotu/api';
import { formsZh as zh } from './forms.zh';

const fullWidth = /[\uFF01-\uFF5E]/g;

/** Full-width digits and letters, stray spaces and pasted units are accepted and made plain without a word. */
export function normalise(field: FormField, raw: string): string {
  const text = raw.trim();
  if (field.kind === 'text' || field.kind === 'longtext') return text;
  const narrow = text.replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\s+/g, '');
  if (field.kind === 'number') {
    const bare = narrow.replace(/,/g, '');
    return field.unit && bare.endsWith(field.unit) ? bare.slice(0, -field.unit.length) : bare;
  }
  return field.kind === 'code' ? narrow.toUpperCase() : narrow;
}

/** The fault of one field, in the words shown at the field and in the summary; null when it holds. */
export function fault(field: FormField, raw: string): string | null {
  const value = normalise(field, raw);
  if (!value) {
    if (!field.required) return null;
    return field.kind === 'select' ? zh.choose1(field.label) : zh.required(field.label);
  }
  if (field.kind === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) return zh.notNumber(field.label);
  if (field.kind === 'select' && !field.options?.some((o) => o.value === value)) return zh.notOption(field.label);
  if (field.pattern && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value)) return zh.pattern(field.label, field.hint ?? '');
  return null;
}

export function faults(fields: FormField[], values: Record<string, string>): { key: string; text: string }[] {
  return fields.flatMap((field) => {
    const text = fault(field, values[field.key] ?? '');
    return text ? [{ key: field.key, text }] : [];
  });
}

export interface FormSection { title: string; fields: FormField[] }

export function sections(fields: FormField[]): FormSection[] {
  const found = new Map<string, FormField[]>();
  for (const field of fields) found.set(field.section ?? '', [...(found.get(field.section ?? '') ?? []), field]);
  return [...found].map(([title, list]) => ({ title, fields: list }));
}
