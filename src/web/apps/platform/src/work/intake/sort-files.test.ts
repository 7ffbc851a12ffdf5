import { describe, expect, it } from 'vitest';
import { sortFiles } from './sort-files';

const rules = [
  { code: 'M1', name: '建设项目用地预审与选址申请表', required: true, hint: null }, { code: 'M2', name: '项目建设依据', required: true, hint: null }, { code: 'M3', name: '用地申请报告', required: true, hint: null },
];
const file = (name: string) => new File(['x'], name);

describe('files dropped together', () => {
  it('takes the text file as coordinates and papers by their names', () => {
    const sorted = sortFiles([file('用地申请报告(盖章).pdf'), file('parcel.txt'), file('项目建设依据.pdf')], rules);
    expect(sorted.parcel?.name).toBe('parcel.txt');
    expect(sorted.materials.map((m) => m.code)).toEqual(['M3', 'M2']);
  });
  it('does not guess a paper that carries no name', () => {
    expect(sortFiles([file('IMG_0418.jpg')], rules)).toMatchObject({ materials: [], unsorted: [{ name: 'IMG_0418.jpg' }] });
  });
  it('takes only one file as coordinates', () => {
    const sorted = sortFiles([file('a.txt'), file('b.txt')], rules);
    expect(sorted.parcel?.name).toBe('a.txt');
    expect(sorted.unsorted).toHaveLength(1);
  });
});
