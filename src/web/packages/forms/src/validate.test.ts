import { describe, expect, it } from 'vitest';
import type { FormField } from '@guotu/api';
import { fault, faults, normalise, sections } from './validate';

const blank = { unit: null, options: null, pattern: null, hint: null, section: '', personal: false };
const area: FormField = { ...blank, key: 'area', label: '用地面积', kind: 'number', required: true, unit: '公顷' };
const code: FormField = { ...blank, key: 'code', label: '项目代码', kind: 'code', required: true, pattern: '^\\d{4}-\\d{6}$', hint: '形如 2406-610724' };
const note: FormField = { ...blank, key: 'note', label: '说明', kind: 'longtext', required: false };

describe('what a clerk types', () => {
  it('takes full-width digits and a pasted unit as the number they mean', () => {
    expect(normalise(area, ' 4.1229公顷 ')).toBe('4.1229');
    expect(fault(area, '４.１２２９ 公顷')).toBeNull();
    expect(fault(area, '41,230.55')).toBeNull();
  });
  it('names the field that is empty', () => expect(fault(area, ' ')).toBe('填写用地面积。'));
  it('names the field that is no number', () => expect(fault(area, '四公顷')).toBe('用地面积要是数字。'));
  it('gives the format when a code does not fit, and no part of it is enough', () => {
    expect(fault(code, 'x2406-610724')).toBe('项目代码的格式不对。形如 2406-610724');
    expect(fault(code, '２４０６－６１０７２４')).toBeNull();
  });
  it('lets optional fields be empty', () => expect(fault(note, '')).toBeNull());
  it('refuses a choice that is not offered', () => {
    const select: FormField = { ...blank, key: 's', label: '行业', kind: 'select', required: true, options: [{ value: 'C', label: '制造业' }] };
    expect(fault(select, 'X')).toBe('行业不在可选项内。');
  });
  it('lists all faults at once in the order of the form', () => {
    expect(faults([area, code, note], {}).map((f) => f.key)).toEqual(['area', 'code']);
  });
  it('keeps the order of sections as the matter gives it', () => {
    expect(sections([{ ...area, section: '用地' }, { ...code, section: '项目' }, { ...note, section: '用地' }]).map((s) => s.title)).toEqual(['用地', '项目']);
  });
});
