import { describe, expect, it } from 'vitest';
import type { ChangedFeature } from '@guotu/api';
import { barAfter, csvOf } from './changes';

const changed = (o: Partial<ChangedFeature>) => ({ featureId: '7', kind: 'changed', label: '0101', moved: false, fields: [], geometry: null, ...o }) as unknown as ChangedFeature;

describe('the bar of the swipe', () => {
  it('moves by one and by ten hundredths and stays on the map', () => {
    expect(barAfter(0.5, 'ArrowRight', false)).toBe(0.51);
    expect(barAfter(0.5, 'ArrowLeft', true)).toBe(0.4);
    expect(barAfter(0.05, 'ArrowLeft', true)).toBe(0);
    expect(barAfter(0.995, 'ArrowRight', false)).toBe(1);
    expect([barAfter(0.3, 'Home', false), barAfter(0.3, 'End', false), barAfter(0.3, 'x', false)]).toEqual([0, 1, 0.3]);
  });
});

describe('the list of changes', () => {
  it('is a table with what is another before and after', () => {
    const text = csvOf([changed({ moved: true, fields: [{ name: '地类', before: '0101', after: null }] }), changed({ kind: 'added', label: '甲"乙' })]);
    expect(text.startsWith('\uFEFF"要素号"')).toBe(true);
    expect(text).toContain('"7","0101","变化","图形有变","地类 0101 → 空"\r\n');
    expect(text).toContain('"甲""乙","新增"');
  });
  it('says in its first line who took it, where the county wants it', () => expect(csvOf([changed({})], '内部 导出人 王建国').startsWith('\uFEFF"内部 导出人 王建国"\r\n"要素号"')).toBe(true));
  it('holds no formula', () => expect(csvOf([changed({ label: '=cmd()' })])).toContain(`"'=cmd()"`));
});
