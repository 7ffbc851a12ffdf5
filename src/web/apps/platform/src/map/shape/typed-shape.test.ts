import { describe, expect, it } from 'vitest';
import { readShape } from './typed-shape';

const zone = { number: 36, toDegrees: ({ east, north }: { east: number; north: number }): [number, number] => [107 + (east - 36_400_000) / 1e5, 32 + (north - 3_600_000) / 1e5] };

describe('a shape that is typed', () => {
  it('is an area of degrees in either order, closed once', () => {
    const closed = readShape('107.1,32.9\n107.2 32.9\n107.2\t33.0\n107.1,32.9', 'Polygon', zone);
    expect(closed).toEqual({ type: 'Polygon', coordinates: [[[107.1, 32.9], [107.2, 32.9], [107.2, 33], [107.1, 32.9]]] });
    expect(readShape('32.9 107.1\n32.9 107.2\n33.0 107.2\n', 'Polygon', zone)).toEqual(closed);
  });
  it('is of metres with the zone before the easting, in either order, with labels', () => {
    const place = { type: 'Point', coordinates: [107.5, 32.2] };
    expect(readShape('J1, 3620000, 36450000', 'Point', zone)).toEqual(place);
    expect(readShape('36450000,3620000', 'Point', zone)).toEqual(place);
  });
  it.each([
    ['107.1 32.9\n107.2', '第 2 行要有两个数'],
    ['107.1 32.9\n\nabc def', '第 3 行要有两个数'],
    ['3620000 35450000', '第 1 行不在本县的 36 带'],
    ['3620000 450000', '第 1 行不是本县范围'],
    ['1 2', '第 1 行不是本县范围'],
    ['107.1 32.9\n107.2 32.9', '面至少要三个点'],
    ['', '面至少要三个点'],
    ['1 107.1 32.9 5', '第 1 行要有两个数'],
  ])('says what is wrong with %j', (text, fault) => expect(readShape(text, 'Polygon', zone)).toContain(fault));
  it('wants as many points as the kind has', () => {
    expect(readShape('107.1 32.9\n107.2 32.9', 'LineString', zone)).toEqual({ type: 'LineString', coordinates: [[107.1, 32.9], [107.2, 32.9]] });
    expect(readShape('107.1 32.9', 'LineString', zone)).toContain('线至少要两个点');
    expect(readShape('107.1 32.9\n107.2 32.9', 'Point', zone)).toContain('点只要一个点');
  });
});
