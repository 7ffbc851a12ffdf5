import { readFileSync } from 'node:fs';
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import GtWatermark from '../components/GtWatermark.vue';
import { darkOpacity, lightOpacity } from './watermark-layer';

const marks = () => [...document.querySelectorAll<HTMLElement>('.watermark')];
const written = (mark: HTMLElement) => decodeURIComponent(mark.style.getPropertyValue('background-image'));
const told = () => new Promise((done) => { setTimeout(done, 0); });
let shown: VueWrapper;
let now = Date.parse('2024-07-02T02:21:30Z');

beforeEach(() => {
  now = Date.parse('2024-07-02T02:21:30Z');
  document.body.innerHTML = '<main>一张图</main>';
  shown = mount(GtWatermark, { props: { who: '王建国 用途管制股', account: 'wangjg', county: '西乡县', now: () => now } });
});
afterEach(() => { shown.unmount(); vi.useRealTimers(); });

describe('the watermark', () => {
  it('says who and the minute of the office, over everything and out of the way of the mouse', () => {
    expect(marks()).toHaveLength(2);
    for (const mark of marks()) {
      expect(written(mark)).toContain('西乡县 王建国 用途管制股');
      expect(written(mark)).toContain('wangjg 2024-07-02 10:21');
      expect(mark.style.getPropertyValue('pointer-events')).toBe('none');
      expect(mark.style.getPropertyPriority('display')).toBe('important');
      expect(mark.getAttribute('aria-hidden')).toBe('true');
    }
  });

  it.each([
    ['removed', (m: HTMLElement) => m.remove()],
    ['hidden by style', (m: HTMLElement) => m.style.setProperty('display', 'none', 'important')],
    ['made transparent', (m: HTMLElement) => m.style.setProperty('opacity', '0', 'important')],
    ['hidden by attribute', (m: HTMLElement) => { m.hidden = true; }],
    ['given another class', (m: HTMLElement) => { m.className = ''; }],
    ['stripped of its picture', (m: HTMLElement) => m.style.removeProperty('background-image')],
    ['rewritten whole', (m: HTMLElement) => { m.style.cssText = 'display:none'; m.dataset.drawn = m.style.cssText; }],
    ['moved into something hidden', (m: HTMLElement) => { const away = document.createElement('div'); away.hidden = true; document.body.append(away); away.append(m); }],
  ])('is put back when it is %s', async (_, spoil) => {
    for (const mark of marks()) spoil(mark);
    await told();
    const back = marks().filter((m) => m.parentElement === document.body);
    expect(back).toHaveLength(2);
    for (const mark of back) {
      expect(mark.style.getPropertyValue('display')).toBe('block');
      expect(Number(mark.style.getPropertyValue('opacity'))).toBeGreaterThan(0);
      expect(mark.hidden).toBe(false);
      expect(written(mark)).toContain('王建国');
    }
  });

  it('goes on being watched after it was put back', async () => {
    for (let i = 0; i < 3; i++) {
      marks().forEach((m) => m.remove());
      await told();
      expect(marks()).toHaveLength(2);
    }
  });

  it('is put back into a page whose body was emptied', async () => {
    document.body.innerHTML = '';
    await told();
    expect(marks()).toHaveLength(2);
  });

  it('shows the next minute when it comes, and only then draws anew', async () => {
    shown.unmount();
    vi.useFakeTimers();
    shown = mount(GtWatermark, { props: { who: '王建国', account: 'wangjg', now: () => now } });
    const first = marks()[0];
    now += 20_000;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(marks()[0]).toBe(first);
    now += 20_000;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(marks()).toHaveLength(2);
    expect(written(marks()[0]!)).toContain('10:22');
  });

  it('follows into full screen, where the rest of the page is not shown', async () => {
    const frame = document.createElement('div');
    document.body.append(frame);
    Object.defineProperty(document, 'fullscreenElement', { value: frame, configurable: true });
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(marks().every((m) => m.parentElement === frame)).toBe(true);
    Object.defineProperty(document, 'fullscreenElement', { value: null, configurable: true });
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(marks().every((m) => m.parentElement === document.body)).toBe(true);
  });

  it('carries a name with signs of markup as text', async () => {
    await shown.setProps({ who: '<script>"&' });
    const picture = written(marks()[0]!);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('&#60;script&#62;');
  });

  it('is drawn on paper too', () => {
    expect(readFileSync('packages/ui/src/watermark/watermark-layer.ts', 'utf8')).toContain("'print-color-adjust': 'exact'");
  });

  it('goes when the person goes', () => {
    shown.unmount();
    expect(marks()).toHaveLength(0);
  });
});

describe('text under the watermark', () => {
  const tokens = readFileSync('packages/ui/src/styles/tokens.css', 'utf8');
  const colour = (name: string) => [...(new RegExp(`--gt-${name}:\\s*#([0-9a-f]{3,6})`, 'i').exec(tokens)?.[1] ?? '').replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3').matchAll(/../g)].map(([h]) => parseInt(h, 16) / 255);
  const luminance = (rgb: number[]) => rgb.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0);
  const dark = (rgb: number[]) => rgb.map((c) => c * (1 - darkOpacity));
  const light = (rgb: number[]) => rgb.map((c) => 1 - (1 - c) * (1 - lightOpacity));
  const contrast = (a: number[], b: number[]) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high! + 0.05) / (low! + 0.05);
  };

  it.each([['t1', 'card'], ['t2', 'card'], ['t3', 'card'], ['t3', 'bg'], ['pri', 'pri-soft'], ['und', 'und-s'], ['bad', 'bad-s'], ['warn', 'warn-s'], ['ok', 'ok-s'], ['nav-dim', 'nav']])('keeps 4.5 : 1 of %s on %s', (text, ground) => {
    const [t, g] = [colour(text), colour(ground)];
    expect([t.length, g.length]).toEqual([3, 3]);
    // A stroke of the mark is wider than one of the text: it lies over both, or over the ground beside the text.
    expect(Math.min(contrast(dark(t), dark(g)), contrast(light(t), light(g)))).toBeGreaterThanOrEqual(4.5);
  });
});
