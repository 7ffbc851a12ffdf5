import { describe, expect, it } from 'vitest';
import { dateTime, deadline, shortDateTime, shortDay, today } from './dates';
import { decimal, fileSize, hectares, latitude, longitude, metres, mu, percent, squareMetres } from './numbers';

const july2024 = Date.parse('2024-07-02T02:00:00Z');

describe('areas', () => {
  it('shows m² with two decimals and thousands', () => expect(squareMetres(41230.55)).toBe('41,230.55'));
  it('never shows a real area as zero', () => {
    expect(squareMetres(0.0001)).toBe('<0.01');
    expect(percent(0.0000001)).toBe('<0.01%');
    expect(squareMetres(0)).toBe('0.00');
  });
  it('takes 亩 as 2000/3 m²', () => {
    expect(mu(2000 / 3)).toBe('1.00');
    expect(mu(41230.55)).toBe('61.85');
  });
  it('shows hectares with four decimals', () => expect(hectares(41228.91)).toBe('4.1229'));
  it('shows what is not known as a dash, never as zero', () => {
    expect(squareMetres(null)).toBe('—');
    expect(hectares(undefined)).toBe('—');
    expect(percent(null)).toBe('—');
    expect(decimal(Number.NaN, 2)).toBe('—');
  });
});

describe('coordinates', () => {
  it('carries seconds into minutes when they round up', () => {
    expect(longitude(107.7702333)).toBe('E 107°46′12.84″');
    expect(latitude(32.99999999)).toBe('N 33°00′00.00″');
  });
  it('leaves separators out of survey metres', () => expect(metres(36478500.889)).toBe('36478500.889'));
});

describe('dates', () => {
  it('reads instants in the time of the office', () => expect(dateTime('2024-07-01T16:30:00.000000Z')).toBe('2024-07-02 00:30'));
  it('leaves the current year out of lists only', () => {
    expect(shortDateTime('2024-06-14T08:02:00Z', july2024)).toBe('06-14 16:02');
    expect(shortDateTime('2023-06-14T08:02:00Z', july2024)).toBe('2023-06-14 16:02');
    expect(shortDay('2024-06-30T16:30:00Z', july2024)).toBe('07-01');
  });
  it('gives deadlines their weekday', () => {
    expect(deadline('2024-07-03', july2024)).toBe('07-03(三)');
    expect(deadline('2025-01-02', july2024)).toBe('2025-01-02(四)');
    expect(deadline(null)).toBe('—');
  });
  it('changes the day at midnight of the office', () => expect(today(Date.parse('2024-07-02T16:00:00Z'))).toBe('2024-07-03'));
});

describe('file sizes', () => {
  it('uses the unit people read', () => {
    expect(fileSize(812)).toBe('812 B');
    expect(fileSize(20 * 1024)).toBe('20 KB');
    expect(fileSize(3.25 * 1024 * 1024)).toBe('3.3 MB');
  });
});
