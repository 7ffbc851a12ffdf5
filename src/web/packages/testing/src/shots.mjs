// Takes pictures of pages: node shots.mjs OUTDIR [WIDTHxHEIGHT] route...
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [out, size, ...routes] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
const base = process.env.GUOTU_WEB ?? 'http://127.0.0.1:5173';
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'],
});
const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') console.log(`[${m.type()}] ${m.text()} ${m.location().url}`); });
page.on('pageerror', (e) => console.log(`[pageerror] ${e.message}\n${e.stack?.split('\n').slice(0, 4).join('\n')}`));
for (const route of routes) {
  const [path, ...acts] = route.split('|');
  await page.goto(base + path, { waitUntil: 'networkidle' }).catch((e) => console.log(e.message));
  await page.waitForTimeout(600);
  for (const act of acts) {
    const [verb, ...rest] = act.split('=');
    const target = rest.join('=');
    if (verb === 'click') await page.locator(target).first().click({ timeout: 4000 }).catch((e) => console.log(`${act}: ${e.message.split('\n')[0]}`));
    if (verb === 'file') await page.locator('input[type=file]').first().setInputFiles({ name: target, mimeType: 'text/plain', buffer: Buffer.from('x') });
    if (verb === 'fill') { const [sel, value] = target.split('=>'); await page.locator(sel).first().fill(value); }
    await page.waitForTimeout(700);
  }
  const name = `${out}/${(path.replace(/[/?=&:,]/g, '_') || 'root')}${acts.length ? '-' + acts.length : ''}-${width}.png`;
  await page.screenshot({ path: name });
  console.log(name);
}
await browser.close();
