import { describe, expect, it } from 'vitest';
import { GtError } from '@guotu/api';
import { useLayerChoice } from './layer-choice';

const refusal = (field: string | null, choices: string[]) => new GtError({ code: 'FMT-0020', detail: '文件里有几个图层', field, choices }, 422);

describe('the choice of a layer', () => {
  it('is offered when a refusal asks for it, and is no fault then', () => {
    const choice = useLayerChoice();
    expect(choice.asks(refusal('layer', ['地块', '权属']))).toBe(true);
    expect([choice.layers.value, choice.reading()]).toEqual([['地块', '权属'], {}]);
  });
  it('goes along once it is made, and a second refusal of it is a fault', () => {
    const choice = useLayerChoice();
    choice.asks(refusal('layer', ['地块', '权属']));
    choice.chosen.value = '地块';
    expect(choice.reading()).toEqual({ layer: '地块' });
    expect(choice.asks(refusal('layer', ['地块', '权属']))).toBe(false);
  });
  it('is forgotten with the file', () => {
    const choice = useLayerChoice();
    choice.asks(refusal('layer', ['地块']));
    choice.chosen.value = '地块';
    choice.forget();
    expect([choice.layers.value, choice.reading()]).toEqual([[], {}]);
  });
  it('has nothing to do with other refusals', () => expect(useLayerChoice().asks(refusal('zone', ['36']))).toBe(false));
});
