import type { SettingLine } from '@guotu/api';

export const filters = ['all', 'here', 'doubtful', 'changed', 'fixed'] as const;
export type ParamFilter = (typeof filters)[number];

const passes: Record<ParamFilter, (line: SettingLine) => boolean> = {
  all: () => true,
  here: (line) => line.number !== null,
  doubtful: (line) => line.doubt !== null,
  changed: (line) => (line.number?.version ?? 0) > 0,
  fixed: (line) => line.number === null,
};

/** What is doubtful and can be settled here stands first, then what can be changed here; the rest as the node gives it. */
const rank = (line: SettingLine) => (line.number ? (line.doubt ? 0 : 1) : 2);

/** The lines that the filter, the part and every word of the search leave. */
export function shown(lines: SettingLine[], choice: { filter: ParamFilter; group: string; words: string }): SettingLine[] {
  const words = choice.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const text = [line.title, line.key, line.what, line.clause, line.doubt, line.value].join(' ').toLowerCase();
    return passes[choice.filter](line) && (!choice.group || line.group === choice.group) && words.every((word) => text.includes(word));
  }).sort((a, b) => rank(a) - rank(b));
}

export const groupsOf = (lines: SettingLine[]) => [...new Set(lines.map((line) => line.group))];

/** A cell that a spreadsheet takes as text: never a formula. */
function cell(text: string | null): string {
  const plain = text ?? '';
  return `"${(/^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}

export function csvOf(lines: SettingLine[], heads: string[], mark: string): string {
  const rows = lines.map((l) => [l.title, l.key, l.group, l.value, l.delivered, l.clause, l.doubt, l.howChanged, l.number?.changedBy ?? null, l.number?.changedAt ?? null].map(cell).join(','));
  return `\uFEFF${[...(mark ? [cell(mark)] : []), heads.map(cell).join(','), ...rows].join('\r\n')}\r\n`;
}
