import { describe, expect, it } from 'vitest';
import { formatLayers, parseLayers } from './use-map-layers';

describe('layers in an address', () => {
  it('come back as they went in, bottom first', () => {
    const layers = [{ code: 'DLTB', opacity: 55 }, { code: 'YJJBNT', opacity: 100 }];
    expect(formatLayers(layers)).toBe('DLTB:55,YJJBNT');
    expect(parseLayers('DLTB:55,YJJBNT')).toEqual(layers);
  });
  it('leave nonsense out', () => expect(parseLayers('DLTB:900,<b>,,X:no,YJJBNT')).toEqual([{ code: 'YJJBNT', opacity: 100 }]));
});
