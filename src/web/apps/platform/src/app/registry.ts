import type { RouteRecordRaw } from 'vue-router';
import { pagesZh } from './pages.zh';

declare module 'vue-router' {
  interface RouteMeta {
    title?: string;
    /** Without the shell: login and password change. */
    bare?: boolean;
    /** Looked at before anybody has signed in; the page asks itself who is there. */
    open?: boolean;
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
  { path: '/second-factor', component: () => import('../login/SecondFactorPage.vue'), meta: { bare: true, title: pagesZh.secondFactor } },
  { path: '/login/city', component: () => import('../login/CityLoginPage.vue'), meta: { bare: true, open: true, title: pagesZh.city } },
  { path: '/sso', component: () => import('../login/SsoPage.vue'), meta: { bare: true, open: true, title: pagesZh.sso } },
  { path: '/sso/logout', component: () => import('../login/SsoLogoutPage.vue'), meta: { bare: true, open: true, title: pagesZh.ssoLogout } },
  { path: '/', redirect: '/home' },
  { path: '/home', component: () => import('../home/HomePage.vue'), meta: { title: pagesZh.home, page: 'home' } },
  { path: '/biz', redirect: '/biz/todo' },
  { path: '/biz/:state(todo|doing|done)', component: () => import('../work/tasks/TaskListPage.vue'), meta: { title: pagesZh.tasks, page: 'biz.todo' } },
  { path: '/biz/intake/new', component: () => import('../work/intake/IntakePage.vue'), meta: { title: pagesZh.intake, page: 'biz.intake', wide: true } },
  { path: '/biz/intake', redirect: '/biz/intake/new' },
  { path: '/biz/cases', component: () => import('../work/cases/CaseListPage.vue'), meta: { title: pagesZh.cases, page: 'biz.doing' } },
  {
    path: '/biz/cases/:id', component: () => import('../work/case/CaseFrame.vue'), meta: { wide: true, page: 'biz.todo' },
    children: [
      { path: '', component: () => import('../work/case/CaseWork.vue'), meta: { title: pagesZh.case } },
      { path: 'clock', component: () => import('../work/case/clock/ClockPage.vue'), meta: { title: pagesZh.clock } },
      { path: 'process', component: () => import('../work/case/process/ProcessPage.vue'), meta: { title: pagesZh.process } },
      { path: 'materials', component: () => import('../work/case/materials/MaterialsPage.vue'), meta: { title: pagesZh.materials } },
      { path: 'opinions', component: () => import('../work/case/history/OpinionsPage.vue'), meta: { title: pagesZh.opinions } },
      { path: 'history', component: () => import('../work/case/history/HistoryPage.vue'), meta: { title: pagesZh.history } },
    ],
  },
  { path: '/biz/review', component: () => import('../work/review/ReviewStartPage.vue'), meta: { title: pagesZh.review, page: 'biz.review' } },
  { path: '/biz/review/:vid', component: () => import('../work/review/ReviewPage.vue'), meta: { title: pagesZh.reviewResult, page: 'biz.review', wide: true } },
  { path: '/map', component: () => import('../map/MapPage.vue'), meta: { title: pagesZh.map, page: 'map', wide: true } },
  { path: '/map/find', component: () => import('../map/find/FindPage.vue'), meta: { title: pagesZh.find, page: 'map.find', wide: true } },
  { path: '/map/options', component: () => import('../map/options/OptionsPage.vue'), meta: { title: pagesZh.options, page: 'map.options', wide: true } },
  { path: '/map/runs', component: () => import('../map/runs/RunsPage.vue'), meta: { title: pagesZh.runs, page: 'map.runs', wide: true } },
  { path: '/map/print', component: () => import('../map/print/PrintPage.vue'), meta: { title: pagesZh.print, page: 'map', wide: true } },
  { path: '/map/compare', component: () => import('../map/compare/ComparePage.vue'), meta: { title: pagesZh.compare, page: 'map', wide: true } },
  { path: '/res/layers', component: () => import('../res/layers/LayersPage.vue'), meta: { title: pagesZh.layers, page: 'res.layers' } },
  { path: '/res/layers/:code', component: () => import('../res/layers/LayerPage.vue'), meta: { title: pagesZh.layer, page: 'res.layers' } },
  { path: '/res/load', component: () => import('../res/load/LoadPage.vue'), meta: { title: pagesZh.load, page: 'res.load' } },
  { path: '/res/load/:id', component: () => import('../res/load/LoadJobPage.vue'), meta: { title: pagesZh.load, page: 'res.load' } },
  { path: '/apps', component: () => import('../apps/AppsPage.vue'), meta: { title: pagesZh.apps, page: 'apps' } },
  { path: '/guide', component: () => import('../guide/GuidePage.vue'), meta: { title: pagesZh.guide, page: 'guide' } },
  { path: '/guide/keys', component: () => import('../guide/KeysPage.vue'), meta: { title: pagesZh.keys, page: 'guide.keys' } },
  { path: '/adm/accounts', component: () => import('../adm/accounts/AccountsPage.vue'), meta: { title: pagesZh.accounts, page: 'adm.accounts' } },
  { path: '/adm/accounts/new', component: () => import('../adm/accounts/NewAccountPage.vue'), meta: { title: pagesZh.newAccount, page: 'adm.accounts' } },
  { path: '/adm/params', component: () => import('../adm/params/ParamsPage.vue'), meta: { title: pagesZh.params, page: 'adm.params' } },
  { path: '/adm/ops', component: () => import('../adm/ops/OpsPage.vue'), meta: { title: pagesZh.ops, page: 'adm.ops' } },
  { path: '/adm/portal', component: () => import('../adm/portal/PortalPage.vue'), meta: { title: pagesZh.portal, page: 'adm.portal' } },
  { path: '/adm/roles', component: () => import('../adm/roles/RolesPage.vue'), meta: { title: pagesZh.roles, page: 'adm.roles' } },
  { path: '/adm/matrix', component: () => import('../adm/roles/MatrixPage.vue'), meta: { title: pagesZh.matrix, page: 'adm.matrix' } },
  { path: '/adm/policy', component: () => import('../adm/policy/PolicyPage.vue'), meta: { title: pagesZh.policy, page: 'adm.policy' } },
  { path: '/adm/openid', component: () => import('../adm/openid/OpenIdPage.vue'), meta: { title: pagesZh.openid, page: 'adm.openid' } },
  { path: '/adm/labels', component: () => import('../adm/labels/LabelsPage.vue'), meta: { title: pagesZh.labels, page: 'adm.labels' } },
  { path: '/adm/certificates', component: () => import('../adm/certificates/CertificatesPage.vue'), meta: { title: pagesZh.certificates, page: 'adm.certificates' } },
  { path: '/adm/certificates/trust', component: () => import('../adm/certificates/trust/TrustPage.vue'), meta: { title: pagesZh.trust, page: 'adm.certificates' } },
  { path: '/me/security', component: () => import('../adm/certificates/OwnSecurityPage.vue'), meta: { title: pagesZh.ownSecurity } },
  { path: '/adm/why', component: () => import('../adm/why/WhyPage.vue'), meta: { title: pagesZh.why, page: 'adm.why' } },
  { path: '/adm/sessions', component: () => import('../adm/sessions/AllSessionsPage.vue'), meta: { title: pagesZh.sessions, page: 'adm.sessions' } },
  { path: '/adm/control', component: () => import('../adm/control/ControlPage.vue'), meta: { title: pagesZh.control, page: 'adm.control' } },
  { path: '/adm/access-reviews', component: () => import('../adm/access-reviews/ReviewsPage.vue'), meta: { title: pagesZh.accessReviews, page: 'adm.access-reviews' } },
  { path: '/adm/access-reviews/:id', component: () => import('../adm/access-reviews/ReviewPage.vue'), meta: { title: pagesZh.accessReviews, page: 'adm.access-reviews' } },
  { path: '/adm/delegations', component: () => import('../adm/delegations/AllDelegationsPage.vue'), meta: { title: pagesZh.delegations, page: 'adm.delegations' } },
  { path: '/me/delegations', component: () => import('../adm/delegations/OwnDelegationsPage.vue'), meta: { title: pagesZh.ownDelegations } },
  { path: '/me/sessions', component: () => import('../adm/sessions/OwnSessionsPage.vue'), meta: { title: pagesZh.ownSessions } },
  { path: '/adm/grants', component: () => import('../adm/grants/GrantsPage.vue'), meta: { title: pagesZh.grants, page: 'adm.grants' } },
  { path: '/adm/audit', component: () => import('../adm/audit/AuditPage.vue'), meta: { title: pagesZh.audit, page: 'adm.audit' } },
  { path: '/adm/audit/archives', component: () => import('../adm/audit/ArchivesPage.vue'), meta: { title: pagesZh.auditArchives, page: 'adm.audit' } },
  { path: '/adm/audit/reconcile', component: () => import('../adm/audit/ReconcilePage.vue'), meta: { title: pagesZh.auditReconcile, page: 'adm.audit' } },
  { path: '/adm/audit/:id', component: () => import('../adm/audit/ProofPage.vue'), meta: { title: pagesZh.proof, page: 'adm.audit' } },
  { path: '/adm/mlps', component: () => import('../adm/mlps/MlpsPage.vue'), meta: { title: pagesZh.mlps, page: 'adm.mlps' } },
  { path: '/:rest(.*)*', component: () => import('../shell/NotFoundPage.vue'), meta: { title: pagesZh.notFound } },
];

/** Pages that share one entry of the left list, which has nine at most; they stand as tabs above each of them, in this order. Pages with tabs of their own stay alone. */
export const pageGroups: { title: string; pages: string[] }[] = [
  { title: pagesZh.groups.login, pages: ['adm.sessions', 'adm.certificates', 'adm.openid'] },
  { title: pagesZh.groups.rights, pages: ['adm.delegations', 'adm.access-reviews'] },
];

/** Page keys that the navigation can show, with the route of this build. An unknown key from the server is skipped. */
export const pageRoutes: Record<string, string> = {
  home: '/home',
  map: '/map',
  'map.find': '/map/find',
  'map.options': '/map/options',
  'map.runs': '/map/runs',
  'biz.todo': '/biz/todo',
  'biz.doing': '/biz/doing',
  'biz.done': '/biz/done',
  'biz.intake': '/biz/intake/new',
  'biz.review': '/biz/review',
  'res.layers': '/res/layers',
  'res.load': '/res/load',
  'adm.accounts': '/adm/accounts',
  'adm.params': '/adm/params',
  'adm.ops': '/adm/ops',
  'adm.portal': '/adm/portal',
  'adm.roles': '/adm/roles',
  'adm.matrix': '/adm/matrix',
  'adm.policy': '/adm/policy',
  'adm.labels': '/adm/labels',
  'adm.certificates': '/adm/certificates',
  'adm.openid': '/adm/openid',
  'adm.why': '/adm/why',
  'adm.sessions': '/adm/sessions',
  'adm.access-reviews': '/adm/access-reviews',
  'adm.control': '/adm/control',
  'adm.delegations': '/adm/delegations',
  'adm.audit': '/adm/audit',
  'adm.grants': '/adm/grants',
  'adm.mlps': '/adm/mlps',
  apps: '/apps',
  guide: '/guide',
  'guide.keys': '/guide/keys',
};
