import { describe, expect, it } from 'vitest';
import type { LabelScheme, LabelView } from '@guotu/api';
import { isLower, isLowest, lowering } from './lower-label';

const label = (level: number, ...categories: string[]): LabelView => ({ level, categories, name: '', text: `${level}:${categories.join(',')}` });
const scheme = {
  version: '1', floor: 1,
  levels: [{ level: 0, code: 'public', name: '公开' }, { level: 1, code: 'internal', name: '内部' }, { level: 2, code: 'sensitive', name: '敏感' }],
  categories: [{ code: 'CH', name: '测绘成果' }, { code: 'GR', name: '个人信息' }],
} as unknown as LabelScheme;

describe('lowering the label of a revision', () => {
  it('takes what is less and neither the same, nor more, nor another category', () => {
    const now = label(1, 'CH');
    expect(isLower(now, { level: 1, categories: [] })).toBe(true);
    expect(isLower(now, { level: 0, categories: ['CH'] })).toBe(true);
    expect(isLower(now, { level: 1, categories: ['CH'] })).toBe(false);
    expect(isLower(now, { level: 2, categories: [] })).toBe(false);
    expect(isLower(now, { level: 0, categories: ['GR'] })).toBe(false);
    expect([isLowest(label(0)), isLowest(label(0, 'CH')), isLowest(label(1))]).toEqual([true, false, false]);
  });

  it('asks the second person in words and gives the node codes', () => {
    const wanted = lowering({ code: 'DLTB', name: '地类图斑', revision: 3 }, { level: 1, categories: ['CH', 'GR'] }, scheme);
    expect(wanted.kind).toBe('label.revision-lower');
    expect(wanted.title).toContain('第 3 版的标志为“内部(测绘成果、个人信息)”');
    expect(wanted.parameters).toEqual({ code: 'DLTB', revision: '3', level: '1', categories: 'CH,GR' });
  });
});
