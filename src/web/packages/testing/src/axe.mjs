// Runs axe-core and a strict CSP over the built pages on fixtures: node axe.mjs. Ends with 1 on a serious or critical finding,
// a page error or a refused resource. Needs `npm run build` first.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { handle } from './server.mjs';

const dist = fileURLToPath(new URL('../../../apps/platform/dist/', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const server = createServer(async (req, res) => {
  if (req.url.startsWith('/api/v1')) { await handle(req, res); return; }
  const path = new URL(req.url, 'http://x').pathname;
  const file = extname(path) ? join(dist, path) : join(dist, 'index.html');
  try {
    const body = await readFile(file);
    res.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    res.setHeader('content-security-policy', csp);
    res.end(body);
  } catch {
    res.statusCode = 404;
    res.end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}`;

const pages = [
  ['/login'], ['/password'], ['/home'], ['/biz/todo'], ['/biz/todo?q=nothing-like-it'], ['/biz/cases'], ['/biz/intake/new'], ['/biz/cases/c37'],
  ['/biz/cases/c37', '.acts__main'], ['/biz/cases/c37?act=exempt&rule=S3'], ['/biz/cases/c37/clock'], ['/biz/cases/c37/process'], ['/biz/cases/c37/materials'], ['/biz/cases/c37/opinions'],
  ['/biz/cases/c37/history'], ['/biz/review'], ['/biz/review/V-1'], ['/biz/review/missing'], ['/map'], ['/map?c=107.7702,32.981&z=16', '#map'], ['/map?sel=parcel:c37'], ['/map', '.tools button:nth-child(4)'], ['/map/find'], ['/map/find', '.run'], ['/map/options'], ['/map/options', '.gt-btn--primary'], ['/map/print'], ['/map/print?c=107.7702,32.981&p=A0&o=portrait&s=5', 'button[type=submit]'],
  ['/res/layers'], ['/res/layers/YJJBNT'], ['/res/layers/NONE'], ['/adm/audit'], ['/adm/audit/88120430'], ['/nowhere'],
  ['/map/compare?l=YJJBNT'], ['/adm/grants'], ['/adm/grants', '.bar .gt-btn--primary'], ['/adm/grants?view=tokens'], ['/adm/grants?view=usage'], ['/guide'], ['/guide/keys'], ['/guide/keys', '.head .gt-btn--primary'],
];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'],
});
let bad = 0;
for (const [route, click] of pages) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 625 }, locale: 'zh-CN' });
  const faults = [];
  page.on('pageerror', (e) => faults.push(`error: ${e.message}`));
  page.on('console', (m) => { if (m.type() === 'error' && !m.text().includes('404')) faults.push(`console: ${m.text()}`); });
  page.on('request', (r) => { if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) faults.push(`third party: ${r.url()}`); });
  await page.goto(base + route, { waitUntil: 'networkidle' });
  await page.waitForTimeout(400);
  if (click) { await page.locator(click).first().click(); await page.waitForTimeout(600); }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (wide) faults.push('scrolls sideways');
  // Through the protocol, so that the page's CSP stays as it is.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', { expression: "axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((r) => JSON.stringify(r.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')) }))))", awaitPromise: true, returnByValue: true });
  const violations = JSON.parse(result.value).filter((v) => ['serious', 'critical'].includes(v.impact));
  console.log(`${faults.length || violations.length ? 'BAD' : 'ok '} ${route}${click ? ` ${click}` : ''}`);
  for (const f of faults) console.log(`      ${f}`);
  for (const v of violations) console.log(`      ${v.impact} ${v.id}: ${v.nodes.join(' | ')}`);
  bad += faults.length + violations.length;
  await page.close();
}
await browser.close();
server.close();
process.exitCode = bad > 0 ? 1 : 0;
