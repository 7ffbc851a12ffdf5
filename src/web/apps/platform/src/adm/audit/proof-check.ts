import { sm2, sm3 } from 'sm-crypto';
import type { AuditProof, ProofStep } from '@guotu/api';

/** `unknown` means that the browser cannot tell, never that it holds. */
export type Outcome = 'holds' | 'fails' | 'unknown';

const hex = /^[0-9a-f]+$/i;
const bytes = (text: string) => (text.match(/../g) ?? []).map((b) => Number.parseInt(b, 16));

interface Pair { hash: string; left: boolean }

function sided(step: ProofStep): Pair | null {
  if (typeof step === 'string') return null;
  const left = step.left ?? (step.side === undefined ? undefined : step.side === 'left');
  return left === undefined ? null : { hash: step.hash, left };
}

/** Sides of plain digests from the place of the leaf, RFC 9162, 2.1.3; null when the path has another length. */
function placed(path: ProofStep[], index: number, count: number): Pair[] | null {
  if (index < 0 || index >= count) return null;
  const pairs: Pair[] = [];
  let at = index;
  for (let last = count - 1; last > 0; last = Math.floor(last / 2), at = Math.floor(at / 2)) {
    if ((at % 2 === 0 ? at + 1 : at - 1) > last) continue;
    const step = path[pairs.length];
    if (typeof step !== 'string') return null;
    pairs.push({ hash: step, left: at % 2 === 1 });
  }
  return pairs.length === path.length ? pairs : null;
}

type Path = Pick<AuditProof, 'leaf' | 'path' | 'root' | 'index' | 'count'>;

function pairsOf(proof: Path): Pair[] | null {
  if (proof.path.every((step) => typeof step === 'string') && proof.index !== undefined && proof.count !== undefined) {
    return placed(proof.path, proof.index, proof.count);
  }
  const pairs = proof.path.map(sided);
  return pairs.every((pair): pair is Pair => pair !== null) ? pairs : null;
}

/** Inner nodes are SM3(01 ‖ left ‖ right), so that no leaf can pass for a node. */
export function rootOutcome(proof: Path): Outcome {
  const pairs = pairsOf(proof);
  if (!pairs || ![proof.leaf, ...pairs.map((pair) => pair.hash)].every((text) => hex.test(text))) return 'unknown';
  let running = proof.leaf.toLowerCase();
  for (const { hash, left } of pairs) running = sm3(bytes(`01${left ? hash + running : running + hash}`));
  return running === proof.root.toLowerCase() ? 'holds' : 'fails';
}

const signer = '1234567812345678';

/** The checkpoint is signed as text with SM2 over its SM3 digest, DER form. */
export function signatureOutcome(proof: Pick<AuditProof, 'checkpoint' | 'signature' | 'publicKey'>): Outcome {
  if (typeof proof.checkpoint !== 'string' || !hex.test(proof.signature) || !hex.test(proof.publicKey)) return 'unknown';
  try {
    return sm2.doVerifySignature(proof.checkpoint, proof.signature, proof.publicKey, { hash: true, der: true, userId: signer }) ? 'holds' : 'fails';
  } catch {
    // Bytes that are no signature at all do not verify.
    return 'fails';
  }
}
