import { describe, expect, it } from 'vitest';
import type { FormField, ParseResult } from '@guotu/api';
import { machineValues } from './machine-values';

const parcel = (planeArea: number, use: string | null) => ({ number: '1', name: '', use, declaredArea: null, planeArea, ellipsoidalArea: planeArea, parts: 1, holes: 0, vertices: 4 });
const parse = (...parcels: ReturnType<typeof parcel>[]) => ({ parcels }) as unknown as ParseResult;
const blank = { options: null, pattern: null, hint: null, section: '', personal: false };
const area: FormField = { ...blank, key: 'a', label: '用地面积', kind: 'number', required: true, unit: '公顷' };
const use: FormField = { ...blank, unit: null, key: 'u', label: '拟用途', kind: 'text', required: true };
const farmland: FormField = { ...blank, key: 'f', label: '其中耕地面积', kind: 'number', required: true, unit: '公顷' };

describe('what the coordinate file says about the form', () => {
  it('fills the whole plane area in the unit of the field, from unrounded parcels', () => {
    expect(machineValues([area], parse(parcel(20_000.04, null), parcel(21_228.87, null)), 'p.txt')).toEqual({ a: { value: '4.1229', source: 'p.txt' } });
  });
  it('does not take the area of farmland for the whole', () => expect(machineValues([farmland], parse(parcel(1, null)), 'p.txt')).toEqual({}));
  it('fills the use only when all parcels agree', () => {
    expect(machineValues([use], parse(parcel(1, '工业用地'), parcel(1, '工业用地')), 'p.txt').u?.value).toBe('工业用地');
    expect(machineValues([use], parse(parcel(1, '工业用地'), parcel(1, '仓储用地')), 'p.txt')).toEqual({});
  });
});
