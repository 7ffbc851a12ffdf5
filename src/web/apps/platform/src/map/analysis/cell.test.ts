import { describe, expect, it } from 'vitest';
import { cell } from './cell';

describe('a cell of a result', () => {
  it.each([
    ['135958.2451', true, '135,958.25'], ['10.000', true, '10.000'], ['100.0', true, '100.0'], ['3', true, '3'], ['', true, '\u2014'], ['0101', false, '0101'], ['', false, '\u2014'], ['n/a', true, 'n/a'], ['-0.5', true, '-0.5'],
  ])('shows %s (number: %s) as %s', (value, isNumber, shown) => expect(cell(value, isNumber)).toBe(shown));
});
