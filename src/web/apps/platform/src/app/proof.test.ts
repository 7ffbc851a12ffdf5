import { describe, expect, it } from 'vitest';
import { answerProof, askForProof, proofAsked } from './proof';

describe('the question for a proof', () => {
  it('is asked once for all calls that wait, and all get its answer', async () => {
    const both = Promise.all([askForProof(), askForProof()]);
    expect(proofAsked.value).toBe(true);
    answerProof(true);
    expect(await both).toEqual([true, true]);
    expect(proofAsked.value).toBe(false);
  });
  it('is asked anew after it was given up', async () => {
    const first = askForProof();
    answerProof(false);
    expect(await first).toBe(false);
    const second = askForProof();
    expect(proofAsked.value).toBe(true);
    answerProof(true);
    expect(await second).toBe(true);
  });
});
