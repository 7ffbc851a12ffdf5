import type { ChangedFeature } from '@guotu/api';
import { compareZh as zh } from './compare.zh';

export const fieldWords = (f: ChangedFeature['fields'][number]) => zh.field(f.name, f.before ?? zh.none, f.after ?? zh.none);

/** Keeps a share of the width on the map, whatever was pressed. */
export function barAfter(share: number, key: string, shift: boolean): number {
  const step = shift ? 0.1 : 0.01;
  const next = key === 'ArrowLeft' ? share - step : key === 'ArrowRight' ? share + step : key === 'Home' ? 0 : key === 'End' ? 1 : share;
  return Math.min(1, Math.max(0, Math.round(next * 1000) / 1000));
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The list as a table for spreadsheets; the mark at its head tells them that it is UTF-8. */
export function csvOf(changes: ChangedFeature[], mark = ''): string {
  const rows = changes.map((c) => [c.featureId, c.label, zh.kind[c.kind] ?? c.kind, c.moved ? zh.moved : '', c.fields.map(fieldWords).join('; ')]);
  return `\uFEFF${[...(mark ? [[mark]] : []), zh.heads, ...rows].map((r) => r.map(cell).join(',')).join('\r\n')}\r\n`;
}
