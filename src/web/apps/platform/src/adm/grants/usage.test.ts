import { describe, expect, it } from 'vitest';
import type { MapUsage } from '@guotu/api';
import { byDay, filtered, values } from './usage';

const row = (o: Partial<MapUsage>) => ({ day: '2026-03-02', layer: 'DLTB', layerName: '', person: '李建国', service: 'wms', requests: 1, features: 0, ...o }) as MapUsage;

describe('the use of the services', () => {
  it('is added up by day, and a quiet day is nought', () => {
    const days = byDay([row({ requests: 3 }), row({ requests: 4, layer: 'XZQ' }), row({ day: '2026-02-28', requests: 9 })], '2026-03-02', 4);
    expect(days).toEqual([{ day: '2026-02-27', requests: 0 }, { day: '2026-02-28', requests: 9 }, { day: '2026-03-01', requests: 0 }, { day: '2026-03-02', requests: 7 }]);
  });
  it('is narrowed by layer, person and service together', () => {
    const rows = [row({}), row({ service: 'wfs' }), row({ person: '王秀英' })];
    expect(filtered(rows, { layer: 'DLTB', person: '李建国', service: 'wfs' })).toEqual([rows[1]]);
    expect(filtered(rows, { layer: '', person: '', service: '' })).toHaveLength(3);
    expect(values(rows, (r) => r.service)).toEqual(['wfs', 'wms']);
  });
});
