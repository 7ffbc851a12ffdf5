import { sm2, sm3 } from 'sm-crypto';
import type { AuditProof } from '@guotu/api';

/** `unknown` means that the browser cannot tell, never that it holds. */
export type Outcome = 'holds' | 'fails' | 'unknown';

const hex = /^[0-9a-f]+$/i;
const bytes = (text: string) => (text.match(/../g) ?? []).map((b) => Number.parseInt(b, 16));

type Path = Pick<AuditProof, 'leaf' | 'path' | 'root'>;

/** Inner nodes are SM3(01 ‖ left ‖ right), so that no leaf can pass for a node. */
export function rootOutcome(proof: Path): Outcome {
  if (![proof.leaf, ...proof.path.map((step) => step.hash)].every((text) => hex.test(text))) return 'unknown';
  let running = proof.leaf.toLowerCase();
  for (const { hash, left } of proof.path) running = sm3(bytes(`01${left ? hash + running : running + hash}`));
  return running === proof.root.toLowerCase() ? 'holds' : 'fails';
}

const signer = '1234567812345678';

/** The checkpoint is signed as text with SM2 over its SM3 digest, DER form. */
export function signatureOutcome(proof: Pick<AuditProof, 'checkpoint' | 'signature' | 'publicKey'>): Outcome {
  if (!hex.test(proof.signature) || !hex.test(proof.publicKey)) return 'unknown';
  try {
    return sm2.doVerifySignature(proof.checkpoint, proof.signature, proof.publicKey, { hash: true, der: true, userId: signer }) ? 'holds' : 'fails';
  } catch {
    // Bytes that are no signature at all do not verify.
    return 'fails';
  }
}
