import { describe, expect, it } from 'vitest';
import type { ImportInspection } from '@guotu/api';
import { noChoices, obstacle, stepOf } from './use-import';

const texts = { settle: '先解决', fields: '字段不符' };
const seen = (change: Partial<ImportInspection> = {}): ImportInspection => ({
  format: 'GeoJSON', encoding: 'UTF-8', crs: '2000', layers: [], count: 3, conclusions: [], fields: [{ name: 'BSM', target: '标识码', mandatory: true }], missing: [], problems: [], choices: noChoices(), ...change,
});
const problem = { code: 'GEO-0011', text: '没有坐标系', wayOut: '选坐标系', line: null, field: 'crs', choices: [] };

describe('an import', () => {
  it('waits for its doubts, then for label and date, then for the node', () => {
    expect(stepOf({ state: 'open', inspection: seen({ problems: [problem] }) })).toBe(1);
    expect(stepOf({ state: 'open', inspection: seen() })).toBe(2);
    expect(['queued', 'running', 'done', 'failed', 'cancelled', 'refused'].map((s) => stepOf({ state: s as 'done', inspection: seen() }))).toEqual([3, 3, 4, 4, 4, 4]);
  });
  it('is not asked for while something of the file stands against it', () => {
    expect(obstacle({ inspection: seen() }, texts)).toBeNull();
    expect(obstacle({ inspection: null }, texts)).toBe('先解决');
    expect(obstacle({ inspection: seen({ problems: [problem] }) }, texts)).toBe('先解决');
    expect(obstacle({ inspection: seen({ missing: [{ code: 'YSDM', name: '要素代码' }] }) }, texts)).toBe('字段不符');
    expect(obstacle({ inspection: seen({ fields: [{ name: 'FID', target: null, mandatory: false }] }) }, texts)).toBe('字段不符');
  });
});
