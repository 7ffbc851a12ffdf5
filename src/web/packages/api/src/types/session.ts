import type { Extent4490, Named } from './common';

export interface Challenge {
  publicKey: string;
  nonce: string;
  serverTime: string;
}

export interface County {
  code: string;
  name: string;
  bureau: string;
  centralMeridian: number;
  zone: number;
  extent4490: Extent4490;
}

export interface Session {
  user: {
    id: string;
    account: string;
    name: string;
    organisation: Named;
    posts: { code: string; name: string }[];
    mustChangePassword: boolean;
  };
  permissions: string[];
  csrfToken: string;
  lastLogin: { at: string; address: string } | null;
  failuresSince: number;
  idleMinutes: number;
  demonstration: boolean;
  county: County;
}

export interface PortalPart {
  key: string;
  title: string;
  pages: { key: string; title: string; route: string }[];
}

export interface PortalLayout {
  parts: PortalPart[];
  home: { widgets: { key: string; column: number }[] };
}
