import type { Challenge, ImageCode, Session } from '@guotu/api';
import { encryptSecret } from '@guotu/api/cipher';
import { api } from '@/app/api';
import { signStatement, type AgentCertificate } from './ukey/agent';

/** A certificate that is to sign, and where its agent is. */
export interface ChosenUKey { agent: string; node: string; certificate: AgentCertificate }

/** An image code and the challenge it is good for. */
export interface AskedImage { challenge: Challenge; code: ImageCode; answer: string }

/** What the person entered. */
export interface LoginEntry { account: string; password: string; code: string; image: AskedImage | null; ukey?: ChosenUKey | null }

/** Logs in; the password leaves the page only as SM2 cipher bound to the server's nonce. */
export async function logIn({ account, password, code, image, ukey }: LoginEntry): Promise<Session> {
  const challenge = image?.challenge ?? (await api.session.challenge());
  const secret: Record<string, string> = { password };
  if (code) secret.code = code;
  if (ukey) Object.assign(secret, await signed(ukey, 'login', account, challenge));
  if (image) Object.assign(secret, { imageTicket: image.code.ticket, imageAnswer: image.answer.trim() });
  return api.session.login(account, encryptSecret(challenge, secret));
}

/** A new image code with a challenge of its own. */
export async function askImage(kind: 'picture' | 'words'): Promise<AskedImage> {
  const challenge = await api.session.challenge();
  return { challenge, code: await api.session.imageCode(challenge.nonce, kind), answer: '' };
}

/** What a person proves themselves again with. */
export interface ProofEntry { account: string; password: string; code: string; ukey: ChosenUKey | null }

/** Proves the person of the running session again. */
export async function prove({ account, password, code, ukey }: ProofEntry): Promise<void> {
  const challenge = await api.session.challenge();
  const secret: Record<string, string> = code ? { password, code } : { password };
  if (ukey) Object.assign(secret, await signed(ukey, 'proof', account, challenge));
  await api.session.prove(encryptSecret(challenge, secret));
}

/** The UKey's part: which certificate, its signature over the challenge, and the origin that the agent saw too. */
async function signed(ukey: ChosenUKey, purpose: 'login' | 'proof', account: string, challenge: Challenge): Promise<Record<string, string>> {
  const certificate = ukey.certificate.id;
  const signature = await signStatement(ukey.agent, { certificate, purpose, node: ukey.node, account: account.toLowerCase(), challenge: challenge.nonce });
  return { certificate, signature, origin: window.location.origin };
}

/** Completes a login over the city's provider; our own dynamic password, where it is asked for, goes as cipher like any. */
export async function completeCity(query: string, code: string): Promise<Session> {
  const challenge = await api.session.challenge();
  return api.session.completeCity(query, encryptSecret(challenge, code ? { code } : {}));
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<Session> {
  const challenge = await api.session.challenge();
  return api.session.changePassword(encryptSecret(challenge, { oldPassword, newPassword }));
}
