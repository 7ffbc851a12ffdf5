import type { Challenge, ImageCode, Session } from '@guotu/api';
import { encryptSecret } from '@guotu/api/cipher';
import { api } from '@/app/api';

/** An image code and the challenge it is good for. */
export interface AskedImage { challenge: Challenge; code: ImageCode; answer: string }

/** What the person entered. */
export interface LoginEntry { account: string; password: string; code: string; image: AskedImage | null }

/** Logs in; the password leaves the page only as SM2 cipher bound to the server's nonce. */
export async function logIn({ account, password, code, image }: LoginEntry): Promise<Session> {
  const challenge = image?.challenge ?? (await api.session.challenge());
  const secret: Record<string, string> = { password };
  if (code) secret.code = code;
  if (image) Object.assign(secret, { imageTicket: image.code.ticket, imageAnswer: image.answer.trim() });
  return api.session.login(account, encryptSecret(challenge, secret));
}

/** A new image code with a challenge of its own. */
export async function askImage(kind: 'picture' | 'words'): Promise<AskedImage> {
  const challenge = await api.session.challenge();
  return { challenge, code: await api.session.imageCode(challenge.nonce, kind), answer: '' };
}

/** Proves the person of the running session again. */
export async function prove(password: string, code: string): Promise<void> {
  const challenge = await api.session.challenge();
  await api.session.prove(encryptSecret(challenge, code ? { password, code } : { password }));
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<Session> {
  const challenge = await api.session.challenge();
  return api.session.changePassword(encryptSecret(challenge, { oldPassword, newPassword }));
}
