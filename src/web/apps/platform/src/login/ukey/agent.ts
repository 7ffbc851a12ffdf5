import { GtError } from '@guotu/api';
import { ukeyZh } from './ukey.zh';

/** The UKey agent at the desk, on the loopback (docs/formats/ukey-agent.md). */
export interface AgentCertificate { id: string; certificate: string; subject: string; issuer: string; serial: string; validUntil: string; device: string }

/** What is to be signed; the agent adds the page's origin as the browser tells it. */
export interface Statement { certificate: string; purpose: 'login' | 'proof'; node: string; account: string; challenge: string }

const listPatience = 5_000;
/** The person enters a PIN meanwhile. */
const signPatience = 120_000;

export async function listCertificates(address: string): Promise<AgentCertificate[]> {
  const answer = await ask<{ certificates?: AgentCertificate[] }>(`${address}/v1/certificates`, {}, listPatience);
  return answer.certificates ?? [];
}

export async function signStatement(address: string, statement: Statement): Promise<string> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(statement) };
  const answer = await ask<{ signature?: string }>(`${address}/v1/sign`, init, signPatience);
  if (!/^[0-9a-f]{128}$/.test(answer.signature ?? '')) throw fault('bad-answer');
  return answer.signature!;
}

/** The common name in a distinguished name, for people. */
export function commonName(subject: string): string {
  return /(?:^|[,/])\s*CN=([^,/]+)/i.exec(subject)?.[1]?.trim() ?? subject;
}

async function ask<T>(url: string, init: RequestInit, patience: number): Promise<T> {
  const stop = new AbortController();
  const timer = window.setTimeout(() => stop.abort(), patience);
  let response: Response;
  try {
    response = await fetch(url, { ...init, mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', signal: stop.signal });
  } catch {
    throw fault(stop.signal.aborted ? 'timeout' : 'not-running');
  } finally {
    window.clearTimeout(timer);
  }
  const body = (await response.json().catch(() => null)) as (T & { error?: { code?: string; left?: number } }) | null;
  if (!response.ok || !body) throw fault(body?.error?.code ?? 'bad-answer', body?.error?.left);
  return body;
}

/** An agent's words are not shown: each code has ours, with a way out. */
export function fault(code: string, left?: number): GtError {
  const name = Object.prototype.hasOwnProperty.call(ukeyZh.faults, code) ? code : 'bad-answer';
  const known = ukeyZh.faults[name]!;
  const detail = code === 'pin-wrong' && typeof left === 'number' ? ukeyZh.pinLeft(left) : known.text;
  return new GtError({ code: `UKEY:${name}`, detail, wayOut: known.wayOut }, 0);
}
