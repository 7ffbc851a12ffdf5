import { describe, expect, it } from 'vitest';
import { direction, filtered, type LabelLine } from './label-line';

const line = (key: string, level: number, categories: string[] = [], set: string | null = null): LabelLine => ({
  key, name: `名${key}`, note: '用途管制股', label: { level, categories, name: '', text: '' }, reason: null, set, fixed: null,
});

describe('the list of labels', () => {
  const lines = [line('lijg', 1), line('hud', 1, ['CH'], '何军'), line('liuf', 2, [], '何军')];
  it('is narrowed by words of account, name and office', () => {
    expect(filtered(lines, 'LIJ', 'any').map((l) => l.key)).toEqual(['lijg']);
    expect(filtered(lines, '用途', 'any')).toHaveLength(3);
  });
  it('shows what was set, and what is above the floor by level or category', () => {
    expect(filtered(lines, '', 'set').map((l) => l.key)).toEqual(['hud', 'liuf']);
    expect(filtered(lines, '', 'raised').map((l) => l.key)).toEqual(['hud', 'liuf']);
  });
});

describe('a change of label', () => {
  it('is told as raising only where nobody new may see', () => {
    expect(direction({ level: 1, categories: [] }, 2, ['CH'])).toBe('raise');
    expect(direction({ level: 2, categories: ['CH'] }, 1, [])).toBe('lower');
    expect(direction({ level: 2, categories: [] }, 1, ['CH'])).toBe('other');
    expect(direction({ level: 1, categories: ['CH', 'GR'] }, 1, ['GR', 'CH'])).toBe('same');
  });
});
