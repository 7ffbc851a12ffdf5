import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages, pageRoutes } from './registry';
import { safeNext } from './router';
import { navigation, partOf } from '../shell/navigation';
import { passwordFaults } from '../login/password-rule';
import { byLight } from '../work/tasks/by-light';
import { isComposing } from '../shell/use-shortcuts';
import type { TaskRow } from '@guotu/api';

const root = join(__dirname, '../../../..');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' || name === 'dist' || name === 'testing' ? [] : sources(path);
    return /\.(vue|ts)$/.test(name) && !/(\.zh|\.test|\.d)\.ts$/.test(name) ? [path] : [];
  });
}
const files = [...sources(join(root, 'apps')), ...sources(join(root, 'packages'))];
const withoutComments = (text: string) => text.replace(/<!--[\s\S]*?-->/g, '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

describe('the house rules of the web', () => {
  it('see the sources', () => expect(files.length).toBeGreaterThan(80));
  it('keep Chinese text in .zh.ts files', () => {
    // A unit that the server writes is compared, not shown.
    const allowed = ['machine-values.ts', 'tokens.css'];
    const found = files.filter((f) => !allowed.some((a) => f.endsWith(a)) && /[\u4e00-\u9fff]/.test(withoutComments(readFileSync(f, 'utf8'))));
    expect(found.map((f) => f.slice(root.length))).toEqual([]);
  });
  it('know no host but their own', () => {
    const found = files.filter((f) => /https?:\/\/(?!127\.0\.0\.1|www\.w3\.org|www\.omg\.org)/.test(withoutComments(readFileSync(f, 'utf8'))));
    expect(found.map((f) => f.slice(root.length))).toEqual([]);
  });
  it('never apologise or blame an unknown error', () => {
    const texts = readdirSync(join(root, 'apps/platform/src'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.zh.ts'));
    const bad = texts.filter((f) => /抱歉|非法|系统异常|未知错误|请/.test(readFileSync(join(root, 'apps/platform/src', f), 'utf8').replace(/申请|请求/g, '')));
    expect(bad).toEqual([]);
  });
});

describe('the portal', () => {
  const layout = { home: { widgets: [] }, parts: [
    { key: 'biz', title: '业务中心', pages: [{ key: 'biz.todo', title: '待办', route: '/elsewhere' }, { key: 'biz.unknown', title: '?', route: '/x' }] },
    { key: 'ex', title: '交换管理', pages: [{ key: 'ex.out', title: '发出', route: '/ex/out' }] },
  ] };
  it('skips unknown pages, hides empty parts and takes routes from the registry only', () => {
    expect(navigation(layout)).toEqual([{ key: 'biz', title: '业务中心', pages: [{ key: 'biz.todo', title: '待办', route: '/biz/todo' }] }]);
  });
  it('marks the part of a page that is not itself in the list', () => {
    expect(partOf(navigation(layout), '/biz/cases/1', 'biz.todo')?.key).toBe('biz');
  });
  it('has a route for every page key', () => {
    const paths = pages.map((p) => p.path);
    for (const route of Object.values(pageRoutes)) expect(paths.some((p) => p === route || p.startsWith('/biz/:state'))).toBe(true);
  });
});

describe('after login', () => {
  it('only an address of this application is followed', () => {
    expect(safeNext('/biz/cases/1?x=1')).toBe('/biz/cases/1?x=1');
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/login?next=/login', null, ['/x']]) expect(safeNext(bad)).toBe('/home');
  });
});

describe('a new password', () => {
  const good = { account: 'lijg', old: 'Old-pass-1', fresh: 'New-pass-2024', again: 'New-pass-2024' };
  const rule = { leastLength: 10, leastClasses: 3 };
  it('passes when it is long and mixed', () => expect(passwordFaults(good, rule)).toEqual({}));
  it('is refused when the policy asks for more', () => {
    expect(passwordFaults(good, { leastLength: 14, leastClasses: 3 }).fresh).toContain('14');
    expect(passwordFaults({ ...good, fresh: 'newpass-2024', again: 'newpass-2024' }, { leastLength: 10, leastClasses: 4 }).fresh).toContain('四');
  });
  it.each([
    ['short', { fresh: 'Aa1!', again: 'Aa1!' }], ['of two kinds only', { fresh: 'aaaaaaaaaa1', again: 'aaaaaaaaaa1' }],
    ['the old one', { fresh: good.old, again: good.old }], ['with the account in it', { fresh: 'LIJG-pass-2024', again: 'LIJG-pass-2024' }],
  ])('is refused when it is %s', (_, change) => expect(passwordFaults({ ...good, ...change }, rule).fresh).toBeTruthy());
  it('has to be typed twice alike', () => expect(passwordFaults({ ...good, again: 'x' }, rule).again).toBeTruthy());
});

describe('the figures of the desk', () => {
  const row = (o: Partial<TaskRow>) => ({ light: 'green', remainingDays: 5, ...o }) as TaskRow;
  const rows = [row({ remainingDays: -1, light: 'red' }), row({ remainingDays: 0 }), row({ remainingDays: 1 }), row({ remainingDays: 0, light: 'paused' }), row({ remainingDays: null, light: 'none' })];
  it('filter the list by what they count', () => {
    expect(byLight(rows, 'overdue')).toEqual([rows[0]]);
    expect(byLight(rows, 'dueSoon')).toEqual([rows[1], rows[2]]);
    expect(byLight(rows, 'paused')).toEqual([rows[3]]);
  });
  it('show all without a filter or with an unknown one', () => expect(byLight(rows, 'nonsense')).toHaveLength(5));
});

describe('shortcuts', () => {
  it('are ignored while an input method composes', () => {
    expect(isComposing({ isComposing: true, keyCode: 0 } as KeyboardEvent)).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 } as KeyboardEvent)).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 65 } as KeyboardEvent)).toBe(false);
  });
});
