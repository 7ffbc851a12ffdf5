import type { Session } from '@guotu/api';
import { encryptSecret } from '@guotu/api/cipher';
import { api } from '@/app/api';

/** Logs in; the password leaves the page only as SM2 cipher bound to the server's nonce. */
export async function logIn(account: string, password: string, code: string): Promise<Session> {
  const challenge = await api.session.challenge();
  return api.session.login(account, encryptSecret(challenge, code ? { password, code } : { password }));
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<Session> {
  const challenge = await api.session.challenge();
  return api.session.changePassword(encryptSecret(challenge, { oldPassword, newPassword }));
}
