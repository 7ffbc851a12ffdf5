import { describe, expect, it } from 'vitest';
import type { AnalysisPage, AnalysisResult } from '@guotu/api';
import { schemeTable } from './scheme-table';

describe('schemes side by side', () => {
  it('stand in columns with the best of a row marked, also where two are equally good or one is not known', () => {
    const field = (code: string, name: string) => ({ code, name, isNumber: false });
    const result = { fields: [field('XM', 'item'), field('DW', 'unit'), field('FA1', 'east'), field('FA2', 'west'), field('ZY', 'best')] } as unknown as AnalysisResult;
    const page = { items: [{ number: 1, values: ['area', 'm2', '10', '20', ''] }, { number: 2, values: ['road', 'm', '5', '', '1'] }, { number: 3, values: ['x', 'm', '5', '5', '1,2'] }] } as unknown as AnalysisPage;
    const table = schemeTable(result, page);
    expect(table.names).toEqual(['east', 'west']);
    expect(table.rows.map((r) => r.values.map((v) => v.best))).toEqual([[false, false], [true, false], [true, true]]);
    expect(table.rows[1]).toMatchObject({ item: 'road', unit: 'm', values: [{ text: '5' }, { text: '' }] });
  });
});
