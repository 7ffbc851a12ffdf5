// Adds up what each route group loads (gzip, JS and CSS) and fails when a budget of the design is passed.
import { readFileSync, existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../apps/platform/dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const budgets = [
  { name: 'login', kb: 150, entries: ['src/login/LoginPage.vue'], bare: true },
  { name: 'home', kb: 300, entries: ['src/home/HomePage.vue'] },
  { name: 'task lists', kb: 300, entries: ['src/work/tasks/TaskListPage.vue'] },
  { name: 'intake', kb: 510, entries: ['src/work/intake/IntakePage.vue'] },
  { name: 'case before map', kb: 340, entries: ['src/work/case/CaseFrame.vue', 'src/work/case/CaseWork.vue'] },
  { name: 'case with map', kb: 510, entries: ['src/work/case/CaseFrame.vue', 'src/work/case/CaseWork.vue', 'src/work/case/CaseMapView.vue'] },
  { name: 'process view', kb: 400, entries: ['src/work/case/CaseFrame.vue', 'src/work/case/process/ProcessPage.vue', 'src/work/case/process/ProcessDiagram.vue'] },
  { name: 'one map', kb: 400, entries: ['src/map/MapPage.vue'] },
  { name: 'print', kb: 400, entries: ['src/map/print/PrintPage.vue'] },
  { name: 'compare', kb: 400, entries: ['src/map/compare/ComparePage.vue'] },
  { name: 'grants', kb: 320, entries: ['src/adm/grants/GrantsPage.vue'] },
  { name: 'guide', kb: 320, entries: ['src/guide/KeysPage.vue'] },
  { name: 'accounts', kb: 320, entries: ['src/adm/accounts/AccountsPage.vue'] },
  { name: 'policy', kb: 320, entries: ['src/adm/policy/PolicyPage.vue'] },
  { name: 'sessions', kb: 320, entries: ['src/adm/sessions/AllSessionsPage.vue'] },
  { name: 'audit', kb: 300, entries: ['src/adm/audit/AuditPage.vue'] },
];

function load(key, seen) {
  const item = manifest[key];
  if (!item || seen.has(item.file)) return;
  seen.add(item.file);
  for (const css of item.css ?? []) seen.add(css);
  for (const next of item.imports ?? []) load(next, seen);
}

const zipped = new Map();
function weight(file) {
  if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return zipped.get(file);
}

let passed = true;
for (const budget of budgets) {
  const missing = budget.entries.filter((entry) => !manifest[entry]);
  const seen = new Set();
  for (const entry of ['index.html', ...(budget.bare ? [] : ['src/shell/Shell.vue']), ...budget.entries]) load(entry, seen);
  const kb = [...seen].filter((file) => existsSync(new URL(file, dist))).reduce((sum, file) => sum + weight(file), 0) / 1024;
  const ok = kb <= budget.kb && missing.length === 0;
  passed &&= ok;
  console.log(`${ok ? 'ok  ' : 'OVER'} ${budget.name.padEnd(18)} ${kb.toFixed(1).padStart(7)} KB of ${budget.kb}${missing.length ? `  missing ${missing.join(', ')}` : ''}`);
}
if (!passed) process.exit(1);
