import { describe, expect, it } from 'vitest';
import { dashOf, patternKind } from './patterns';

describe('pattern names of layer styles', () => {
  it.each([
    ['hatch45', 'hatch'], ['hatch', 'hatch'], ['hatch-45', 'backHatch'], ['backHatch', 'backHatch'], ['dots', 'dots'],
    ['grid', 'grid'], ['dash-dot', 'none'], ['none', 'none'], [null, 'none'],
  ])('reads %s as %s', (name, kind) => expect(patternKind(name)).toBe(kind));

  it('takes dashes as lines, not textures', () => {
    expect(dashOf('dash')).toEqual([10, 6]);
    expect(dashOf('dashDot')).toHaveLength(4);
    expect(dashOf('hatch45')).toBeUndefined();
  });
});
