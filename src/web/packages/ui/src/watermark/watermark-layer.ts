/** Opacity of the marks on light and middle tones: a photograph shows them, and text under them keeps its contrast (watermark.test.ts). */
export const darkOpacity = 0.07;
/** Of their light twin, which shows on dark ground such as the top bar and imagery. */
export const lightOpacity = 0.04;

const width = 360;
const height = 220;

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** One tile as a picture address: lines of text, aslant. SVG stays sharp on every screen and printer. */
export function tileOf(lines: readonly string[], colour: '#000' | '#fff'): string {
  const font = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";
  const texts = lines.map((line, i) => `<text x="${width / 2}" y="${height / 2 + i * 20}">${escaped(line)}</text>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="rotate(-20 ${width / 2} ${height / 2})" text-anchor="middle" font-size="14" font-family="${escaped(font)}" fill="${colour}">${texts}</g></svg>`;
  // Brackets and single quotes are escaped too: not every reader of style sheets takes them inside an address.
  return `url("data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}")`;
}

function styleOf(lines: readonly string[], light: boolean): Record<string, string> {
  return {
    position: 'fixed', top: '0px', left: '0px', right: '0px', bottom: '0px', display: 'block', visibility: 'visible', transform: 'none', clip: 'auto', 'clip-path': 'none', filter: 'none',
    'pointer-events': 'none', 'user-select': 'none', 'z-index': '2147483647', opacity: String(light ? lightOpacity : darkOpacity), 'mix-blend-mode': light ? 'screen' : 'multiply',
    'background-image': tileOf(lines, light ? '#fff' : '#000'), 'background-repeat': 'repeat', 'background-size': `${width}px ${height}px`, 'background-position': light ? '1px 1px' : '0px 0px',
    '-webkit-print-color-adjust': 'exact', 'print-color-adjust': 'exact',
  };
}

/**
 * Who looks and when, over all that the page shows (屏幕水印): pages, dialogs, the map, full screen and paper. Not a lock but a deterrent: whoever
 * takes it away in the developer tools finds it back at once.
 */
export class WatermarkLayer {
  private readonly marks: HTMLElement[] = [];
  private lines: readonly string[] = [];
  private readonly observer = new MutationObserver(() => this.restore());
  private readonly onFullscreen = () => this.restore();
  private started = false;

  /** Shows the lines; the first call puts the marks up. */
  show(lines: readonly string[]): void {
    this.lines = lines;
    if (!this.started) {
      this.started = true;
      document.addEventListener('fullscreenchange', this.onFullscreen);
    }
    this.restore();
  }

  /** Puts back what is missing, moved, hidden or altered; called by the observer, and at each tick for what no observer sees. */
  restore(): void {
    if (!this.started) return;
    this.observer.disconnect();
    const place = document.fullscreenElement ?? document.body;
    [false, true].forEach((light, i) => {
      if (this.isSpoilt(this.marks[i], place, styleOf(this.lines, light))) {
        this.marks[i]?.remove();
        this.marks[i] = this.made(light);
        place.append(this.marks[i]!);
      }
    });
    this.watch(place);
  }

  remove(): void {
    this.started = false;
    this.observer.disconnect();
    document.removeEventListener('fullscreenchange', this.onFullscreen);
    this.marks.splice(0).forEach((mark) => mark.remove());
  }

  private made(light: boolean): HTMLElement {
    const mark = document.createElement('div');
    mark.className = 'watermark';
    mark.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries(styleOf(this.lines, light))) mark.style.setProperty(name, value, 'important');
    mark.dataset.drawn = mark.style.cssText;
    return mark;
  }

  /** Inline and important: no style sheet that is put in outranks it, and an edited attribute tells itself. */
  private isSpoilt(mark: HTMLElement | undefined, place: Element, style: Record<string, string>): boolean {
    if (mark?.parentElement !== place || mark.hidden || mark.className !== 'watermark' || mark.childNodes.length > 0) return true;
    return mark.style.cssText !== mark.dataset.drawn || mark.style.getPropertyValue('background-image') !== this.normal(style['background-image']!);
  }

  /** As the browser writes a value that it was given. */
  private normal(image: string): string {
    const probe = document.createElement('div');
    probe.style.setProperty('background-image', image);
    return probe.style.getPropertyValue('background-image');
  }

  private watch(place: Element): void {
    this.observer.observe(place, { childList: true });
    if (place !== document.body) this.observer.observe(document.body, { childList: true });
    for (const mark of this.marks) this.observer.observe(mark, { attributes: true, childList: true });
  }
}
