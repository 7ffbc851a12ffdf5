/** Patterns of overlays: line and texture, never a solid fill, so that what lies below stays readable. */
export type PatternKind = 'none' | 'hatch' | 'backHatch' | 'dots' | 'grid' | 'cross';

const words: [RegExp, PatternKind][] = [
  [/back|-45|135/i, 'backHatch'],
  [/hatch|45|diagonal|lines?/i, 'hatch'],
  [/dots?|point/i, 'dots'],
  [/grid/i, 'grid'],
  [/cross/i, 'cross'],
];

export function patternKind(name: string | null | undefined): PatternKind {
  if (!name) return 'none';
  if (/dash/i.test(name)) return 'none';
  return words.find(([test]) => test.test(name))?.[1] ?? 'none';
}

/** Line dashes that a style may ask for in place of a texture. */
export function dashOf(name: string | null | undefined): number[] | undefined {
  if (!name || !/dash/i.test(name)) return undefined;
  return /dot/i.test(name) ? [16, 6, 4, 6] : [10, 6];
}

type Draw = (g: CanvasRenderingContext2D, size: number) => void;

function slant(g: CanvasRenderingContext2D, size: number, back: boolean): void {
  g.beginPath();
  for (const shift of [-size, 0, size]) {
    g.moveTo(shift - 1, back ? -1 : size + 1);
    g.lineTo(shift + size + 1, back ? size + 1 : -1);
  }
  g.stroke();
}

const drawings: Record<Exclude<PatternKind, 'none'>, { size: number; draw: Draw }> = {
  hatch: { size: 9, draw: (g, s) => slant(g, s, false) },
  backHatch: { size: 7, draw: (g, s) => slant(g, s, true) },
  dots: { size: 8, draw: (g, s) => { g.beginPath(); g.arc(s / 2, s / 2, 1.5, 0, 2 * Math.PI); g.fill(); } },
  grid: { size: 8, draw: (g, s) => { g.strokeRect(0, 0, s, s); } },
  cross: { size: 9, draw: (g, s) => { slant(g, s, false); slant(g, s, true); } },
};

const cache = new Map<string, CanvasPattern | null>();

/** A repeating canvas pattern; null where no canvas exists (tests). `background` tints the ground under the lines. */
export function canvasPattern(kind: PatternKind, colour: string, background: string | null = null): CanvasPattern | null {
  if (kind === 'none') return null;
  const key = `${kind}|${colour}|${background ?? ''}`;
  if (cache.has(key)) return cache.get(key) ?? null;
  const { size, draw } = drawings[kind];
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const g = canvas.getContext('2d');
  if (!g) return null;
  if (background) { g.fillStyle = background; g.fillRect(0, 0, size, size); }
  g.strokeStyle = colour;
  g.fillStyle = colour;
  g.lineWidth = 1.3;
  draw(g, size);
  const pattern = g.createPattern(canvas, 'repeat');
  cache.set(key, pattern);
  return pattern;
}
