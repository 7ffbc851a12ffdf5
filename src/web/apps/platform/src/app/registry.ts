import type { RouteRecordRaw } from 'vue-router';
import { pagesZh } from './pages.zh';

declare module 'vue-router' {
  interface RouteMeta {
    title?: string;
    /** Without the shell: login and password change. */
    bare?: boolean;
    /** Work and map pages take the whole width. */
    wide?: boolean;
    /** Key of the portal page whose entry is marked in the navigation. */
    page?: string;
  }
}

/** What may be assembled: configuration picks pages by key and can never define one. */
export const pages: RouteRecordRaw[] = [
  { path: '/login', component: () => import('../login/LoginPage.vue'), meta: { bare: true, title: pagesZh.login } },
  { path: '/password', component: () => import('../login/PasswordPage.vue'), meta: { bare: true, title: pagesZh.password } },
  { path: '/', redirect: '/home' },
  { path: '/home', component: () => import('../home/HomePage.vue'), meta: { title: pagesZh.home, page: 'home' } },
  { path: '/biz', redirect: '/biz/todo' },
  { path: '/biz/:state(todo|doing|done)', component: () => import('../work/tasks/TaskListPage.vue'), meta: { title: pagesZh.tasks, page: 'biz.todo' } },
  { path: '/biz/intake', redirect: '/biz/intake/new' },
  { path: '/biz/cases', component: () => import('../work/cases/CaseListPage.vue'), meta: { title: pagesZh.cases, page: 'biz.doing' } },
  { path: '/:rest(.*)*', component: () => import('../shell/NotFoundPage.vue'), meta: { title: pagesZh.notFound } },
];

/** Page keys that the navigation can show, with the route of this build. An unknown key from the server is skipped. */
export const pageRoutes: Record<string, string> = {
  home: '/home',
  'biz.todo': '/biz/todo',
  'biz.doing': '/biz/doing',
  'biz.done': '/biz/done',
};
