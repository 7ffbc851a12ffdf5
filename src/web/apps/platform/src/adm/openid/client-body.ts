import type { OpenIdClient, OpenIdClientBody } from '@guotu/api';

/** The registration of a system as the form has it: addresses as lines of one text. */
export interface ClientForm {
  code: string;
  name: string;
  redirects: string;
  logouts: string;
  home: string;
  scopes: string[];
  roles: string[];
  keys: string;
}

export const scopeChoices = ['profile', 'account', 'organisation', 'roles'];

export function formOf(client: OpenIdClient | null): ClientForm {
  return {
    code: client?.code ?? '',
    name: client?.name ?? '',
    redirects: client?.redirects.join('\n') ?? '',
    logouts: client?.logouts.join('\n') ?? '',
    home: client?.home ?? '',
    scopes: (client?.scopes ?? ['profile']).filter((s) => scopeChoices.includes(s)),
    roles: [...(client?.roles ?? [])],
    keys: client?.keys ?? '',
  };
}

const lines = (text: string) => text.split('\n').map((l) => l.trim()).filter(Boolean);

export function bodyOf(form: ClientForm): OpenIdClientBody {
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    redirects: lines(form.redirects),
    logouts: lines(form.logouts),
    home: form.home.trim() || null,
    scopes: form.scopes,
    roles: form.roles,
    keys: form.keys.trim() || null,
  };
}
