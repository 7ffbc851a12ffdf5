import type { AnalysisPage, AnalysisResult } from '@guotu/api';

export interface SchemeRow { item: string; unit: string; values: { text: string; best: boolean }[] }
export interface SchemeTable { names: string[]; rows: SchemeRow[] }

/** The rows of a comparison as columns of schemes; the server says which is best, by numbers from 1. */
export function schemeTable(result: AnalysisResult, page: AnalysisPage): SchemeTable {
  const place = (code: string) => result.fields.findIndex((f) => f.code === code);
  const schemes = result.fields.map((f, i) => ({ f, i })).filter(({ f }) => /^FA\d+$/.test(f.code));
  const best = place('ZY');
  return {
    names: schemes.map(({ f }) => f.name),
    rows: page.items.map((row) => {
      const winners = (row.values[best] ?? '').split(',');
      return {
        item: row.values[place('XM')] ?? '',
        unit: row.values[place('DW')] ?? '',
        values: schemes.map(({ i }, n) => ({ text: row.values[i] ?? '', best: winners.includes(String(n + 1)) })),
      };
    }),
  };
}
