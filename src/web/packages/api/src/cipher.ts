import { sm2 } from 'sm-crypto';
import type { Challenge } from './types/session';

/** C1C3C2 order; sm-crypto leaves the leading 04 of C1 off, as the server expects. */
const c1c3c2 = 1;

/** Encrypts a secret together with the server's nonce, so that a recorded login cannot be played again. */
export function encryptSecret(challenge: Challenge, secret: Record<string, string>): string {
  return sm2.doEncrypt(JSON.stringify({ nonce: challenge.nonce, ...secret }), challenge.publicKey, c1c3c2);
}
