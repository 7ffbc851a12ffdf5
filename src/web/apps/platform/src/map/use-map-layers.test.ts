import { describe, expect, it } from 'vitest';
import { formatLayers, parseLayers } from './use-map-layers';

describe('layers in an address', () => {
  it('come back as they went in, bottom first', () => {
    const layers = [{ code: 'DLTB', opacity: 55 }, { code: 'YJJBNT', opacity: 100 }];
    expect(formatLayers(layers)).toBe('DLTB:55,YJJBNT');
    expect(parseLayers('DLTB:55,YJJBNT')).toEqual(layers);
  });
  it('keep the revision that was chosen', () => {
    const layers = [{ code: 'DLTB', opacity: 90, revision: 2 }, { code: 'YJJBNT', opacity: 100, revision: 1 }, { code: 'XZQ', opacity: 100 }];
    expect(formatLayers(layers)).toBe('DLTB@2:90,YJJBNT@1,XZQ');
    expect(parseLayers('DLTB@2:90,YJJBNT@1,XZQ')).toEqual(layers);
    expect(parseLayers('DLTB@0,DLTB@x,DLTB@1.5,DLTB@')).toEqual([]);
  });
  it('leave nonsense out', () => expect(parseLayers('DLTB:900,<b>,,X:no,YJJBNT')).toEqual([{ code: 'YJJBNT', opacity: 100 }]));
});
