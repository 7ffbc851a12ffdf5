import type { PortalLayout, Session } from '@guotu/api';
import { GtError } from '@guotu/api';
import { defineStore } from 'pinia';
import { api } from './api';
import { queryClient } from './query-client';

interface State { session: Session | null; layout: PortalLayout | null; asked: boolean }

/** Who works here now. Nothing of it is kept in the browser's storage; the cookie is HttpOnly. */
export const useSession = defineStore('session', {
  state: (): State => ({ session: null, layout: null, asked: false }),
  getters: {
    user: (s) => s.session?.user ?? null,
    may: (s) => (permission: string) => s.session?.permissions.includes(permission) ?? false,
  },
  actions: {
    async load(): Promise<void> {
      if (this.session) return;
      try {
        this.take(await api.session.current());
      } catch (cause) {
        if (!(cause instanceof GtError) || cause.status !== 401) throw cause;
      } finally {
        this.asked = true;
      }
    },
    take(session: Session): void {
      this.session = session;
      api.client.useCsrf(session.csrfToken);
    },
    async loadLayout(): Promise<PortalLayout> {
      this.layout ??= await api.session.layout();
      return this.layout;
    },
    forget(): void {
      this.session = null;
      this.layout = null;
      api.client.useCsrf(null);
      queryClient.clear();
    },
    async logout(): Promise<void> {
      try {
        await api.session.logout();
      } finally {
        this.forget();
      }
    },
  },
});
