import { describe, expect, it } from 'vitest';
import { chartSize, drawProfile, nearestPlace, niceStep } from './profile-chart';

describe('the profile chart', () => {
  it('parts heights into steps that people read', () => {
    expect([37, 4, 0.9, 640, 0].map(niceStep)).toEqual([10, 1, 0.2, 200, 1]);
  });

  it('draws from the first place to the last within its frame', () => {
    const drawing = drawProfile([{ distance: 0, height: 410 }, { distance: 50, height: 432.5 }, { distance: 120, height: 405 }]);
    expect(drawing.paths).toHaveLength(1);
    expect(drawing.x(0)).toBe(chartSize.left);
    expect(drawing.x(120)).toBe(chartSize.width - chartSize.right);
    expect(drawing.ticks.map((t) => t.label)).toEqual(['405', '410', '415', '420', '425', '430', '435']);
    expect(drawing.y(432.5)).toBeGreaterThanOrEqual(chartSize.top);
    expect(drawing.y(405)).toBeLessThanOrEqual(chartSize.height - chartSize.bottom);
  });

  it('breaks the line where the ground is not known instead of bridging it', () => {
    const drawing = drawProfile([{ distance: 0, height: 400 }, { distance: 10, height: 401 }, { distance: 20, height: null }, { distance: 30 }, { distance: 40, height: 405 }]);
    expect(drawing.paths).toHaveLength(2);
    expect(drawing.paths[0]).toContain('L');
    expect(drawing.paths[1]).not.toContain('L');
  });

  it('has a frame for level ground and for none', () => {
    expect(drawProfile([{ distance: 0, height: 500 }, { distance: 9, height: 500 }]).ticks.length).toBeGreaterThan(1);
    expect(drawProfile([]).paths).toEqual([]);
    expect(nearestPlace([], 4)).toBe(-1);
    expect(nearestPlace([{ distance: 0 }, { distance: 10 }, { distance: 20 }], 14)).toBe(1);
  });
});
