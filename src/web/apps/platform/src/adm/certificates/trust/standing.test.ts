import { describe, expect, it } from 'vitest';
import type { AuthorityLine } from '@guotu/api';
import { daysLeft, iconOf, kindOf, listsWanting } from './standing';

const authority = (list: AuthorityLine['list']): AuthorityLine => ({
  id: '1', kind: 'anchor', subject: 'CN=x', sm3: '0', from: '2026-01-01T00:00:00Z', until: '2036-01-01T00:00:00Z', standing: 'good', list, setBy: 'x', setAt: '2026-01-01T00:00:00Z',
});

describe('how authorities and lists stand', () => {
  it('counts an authority whose list is missing or over, and none whose list still holds', () => {
    expect(listsWanting([authority('good'), authority('expiring'), authority('over'), authority('missing')])).toBe(2);
  });
  it('never shows a list that is over as one that holds', () => {
    expect([kindOf('over'), iconOf('over'), kindOf('missing')]).toEqual(['bad', '✕', 'bad']);
    expect([kindOf('good'), kindOf('expiring')]).toEqual(['ok', 'warn']);
  });
  it('counts whole days', () => {
    const now = new Date('2026-11-30T08:00:00Z');
    expect([daysLeft('2026-12-03T08:00:00Z', now), daysLeft('2026-11-30T20:00:00Z', now), daysLeft('2026-11-30T07:00:00Z', now)]).toEqual([3, 0, -1]);
  });
});
