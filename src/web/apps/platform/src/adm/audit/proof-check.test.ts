import { sm2, sm3 } from 'sm-crypto';
import { describe, expect, it } from 'vitest';
import { rootOutcome, signatureOutcome } from './proof-check';

const bytes = (text: string) => (text.match(/../g) ?? []).map((b) => Number.parseInt(b, 16));
const node = (left: string, right: string) => sm3(bytes(`01${left}${right}`));
const leaf = sm3('record');
const a = sm3('a');
const b = sm3('b');
const path = [{ hash: a, left: true }, { hash: b, left: false }];
const root = node(node(a, leaf), b);

describe('the path from a record to its batch', () => {
  it('holds for the record that was sealed', () => expect(rootOutcome({ leaf, path, root })).toBe('holds'));
  it('fails for another record', () => expect(rootOutcome({ leaf: sm3('other'), path, root })).toBe('fails'));
  it('fails when the sides are exchanged', () => {
    expect(rootOutcome({ leaf, path: path.map((s) => ({ ...s, left: !s.left })), root })).toBe('fails');
  });
  it('never passes what it cannot read', () => expect(rootOutcome({ leaf, path: [{ hash: '摘要', left: true }], root })).toBe('unknown'));
});

describe('the signature of a checkpoint', () => {
  const keys = sm2.generateKeyPairHex();
  const options = { hash: true, der: true, userId: '1234567812345678' };
  const signature = sm2.doSignature('batch 7', keys.privateKey, options);
  it('holds for the signed text', () => expect(signatureOutcome({ checkpoint: 'batch 7', signature, publicKey: keys.publicKey })).toBe('holds'));
  it('fails for a changed text', () => expect(signatureOutcome({ checkpoint: 'batch 8', signature, publicKey: keys.publicKey })).toBe('fails'));
  it('fails for bytes that are no signature', () => expect(signatureOutcome({ checkpoint: 'batch 7', signature: '00ff', publicKey: keys.publicKey })).toBe('fails'));
});
