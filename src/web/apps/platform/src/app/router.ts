import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { onFactorMissing, onPasswordChange, onUnauthorized } from './api';
import { pages } from './registry';
import { useSession } from './session';
import { setTitle } from './title';

export const router = createRouter({ history: createWebHistory(), routes: pages });

/** Only an address of this application is followed after login. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/home';
}

async function guard(to: RouteLocationNormalized) {
  const session = useSession();
  if (to.path === '/login' || to.meta.open) return true;
  await session.load();
  if (!session.session) return { path: '/login', query: { next: to.fullPath } };
  if (session.session.user.mustChangePassword && to.path !== '/password') {
    return { path: '/password', query: { next: to.fullPath } };
  }
  if (session.session.user.mustBindSecondFactor && !session.session.user.mustChangePassword && to.path !== '/second-factor') {
    return { path: '/second-factor', query: { next: to.fullPath } };
  }
  return true;
}

router.beforeEach(async (to) => {
  try {
    return await guard(to);
  } catch {
    // The server cannot be asked who this is: the login page says so and tries again.
    return { path: '/login', query: { next: to.fullPath, unreachable: '1' } };
  }
});

router.afterEach((to, from) => {
  setTitle(to.meta.title ?? '');
  if (from.matched.length > 0 && to.path !== from.path) {
    window.setTimeout(() => document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }), 60);
  }
});

onUnauthorized(() => {
  const current = router.currentRoute.value;
  if (current.path === '/login') return;
  useSession().forget();
  void router.push({ path: '/login', query: { next: current.fullPath, expired: '1' } });
});

onFactorMissing(() => {
  const current = router.currentRoute.value;
  if (current.path === '/second-factor') return;
  // The role came to need it while the person worked: what is known of the session is out of date.
  useSession().forget();
  void router.push({ path: '/second-factor', query: { next: current.fullPath } });
});

onPasswordChange(() => {
  const current = router.currentRoute.value;
  if (current.path !== '/password') void router.push({ path: '/password', query: { next: current.fullPath } });
});
