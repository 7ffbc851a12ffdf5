import { describe, expect, it } from 'vitest';
import type { Geometry, Operator } from '@guotu/api';
import { emptyForm, faults, given, requestOf } from './analysis-form';

const operator = {
  code: 'spatial-join', name: 'x', summary: 'x', place: 1, output: 'features',
  inputs: [
    { code: 'target', name: 'x', required: true, takesPaths: false, nearInput: null, nearParameter: null },
    { code: 'join', name: 'x', required: false, takesPaths: false, nearInput: 'target', nearParameter: 'within' },
  ],
  parameters: [
    { code: 'within', name: 'x', kind: 'number', unit: 'm', default: '1000', optional: false, least: 0.001, greatest: 20000, choices: [], ofInput: null },
    { code: 'most', name: 'x', kind: 'whole', unit: null, default: null, optional: true, least: 1, greatest: 5, choices: [], ofInput: null },
    { code: 'distance', name: 'x', kind: 'number', unit: null, default: null, optional: false, least: null, greatest: null, choices: [], ofInput: null },
  ],
} as unknown as Operator;
const square: Geometry = { type: 'Polygon', coordinates: [[[107, 32], [107.1, 32], [107.1, 32.1], [107, 32]]] };

describe('the form of an operator', () => {
  it('begins with the defaults and says what is missing', () => {
    const form = emptyForm(operator);
    expect(form.parameters).toEqual({ within: '1000', most: '', distance: '' });
    expect(Object.keys(faults(operator, form))).toEqual(['target', 'distance']);
  });
  it.each([['12', true], ['-3.5', true], ['.5', true], ['1e3', false], ['12m', false], ['', false], ['--1', false]])('takes %s as a number: %s', (text, ok) => {
    const form = emptyForm(operator);
    form.parameters.distance = text;
    expect('distance' in faults(operator, form)).toBe(!ok);
  });
  it('holds numbers to their bounds and whole ones to be whole', () => {
    const form = emptyForm(operator);
    form.parameters.within = '30000';
    form.parameters.most = '2.5';
    expect(faults(operator, form)).toMatchObject({ within: expect.stringContaining('20000'), most: expect.any(String) });
  });
  it('sends layers with their condition, shapes and earlier results, and leaves out what is empty', () => {
    const form = emptyForm(operator);
    Object.assign(form.inputs.target!, { kind: 'layer', layer: 'DLTB', field: 'DLBM', values: '0101, 0103、0301' });
    Object.assign(form.inputs.join!, { kind: 'drawn', shapes: [square] });
    form.parameters.distance = ' 5 ';
    expect(faults(operator, form)).toEqual({});
    expect(requestOf(operator, form)).toEqual({
      operator: 'spatial-join',
      inputs: { target: { layer: 'DLTB', field: 'DLBM', values: ['0101', '0103', '0301'] }, join: { figures: [{ epsg: 4490, coordinates: [square.coordinates] }] } },
      parameters: { within: '1000', distance: '5' },
    });
    Object.assign(form.inputs.join!, { kind: 'job', job: '7' });
    Object.assign(form.inputs.target!, { field: 'DLBM', values: '' });
    expect(requestOf(operator, form).inputs).toEqual({ target: { layer: 'DLTB' }, join: { job: '7' } });
  });
  it('sends a place as a line of one', () => {
    expect(given({ type: 'Point', coordinates: [107, 32] })).toEqual({ epsg: 4490, line: [[107, 32]] });
  });
  it('sends a line as a line', () => {
    expect(given({ type: 'LineString', coordinates: [[107, 32], [107.1, 32]] }, 'r')).toEqual({ name: 'r', epsg: 4490, line: [[107, 32], [107.1, 32]] });
  });
});
