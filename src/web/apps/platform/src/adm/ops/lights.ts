import type { NodeState, StateLine } from '@guotu/api';

export type Light = StateLine['light'];
export const lights: Light[] = ['problem', 'unknown', 'notice', 'good'];
export const shows = ['all', 'notGood', 'problem', 'unknown', 'notice'] as const;
export type Show = (typeof shows)[number];

/** Icon and tag of a light: told by word, sign and weight, the colour is the last of them. */
export const marks: Record<Light, { icon: string; kind: 'ok' | 'warn' | 'bad' | 'und' }> = {
  good: { icon: '✓', kind: 'ok' },
  notice: { icon: '!', kind: 'warn' },
  problem: { icon: '✕', kind: 'bad' },
  unknown: { icon: '?', kind: 'und' },
};

const passes = (line: StateLine, show: Show) => show === 'all' || (show === 'notGood' ? line.light !== 'good' : line.light === show);

/** The parts with the lines that are asked for; a part without any is left out. */
export function narrowed(state: NodeState, show: Show) {
  return state.parts.map((part) => ({ title: part.title, lines: part.lines.filter((line) => passes(line, show)) })).filter((part) => part.lines.length > 0);
}

export function countOf(state: NodeState, light: Light): number {
  return state.parts.reduce((sum, part) => sum + part.lines.filter((line) => line.light === light).length, 0);
}

/** Older than three turns of the page: it does not stand for now. */
export const isOld = (state: NodeState, now: number, beat: number) => now - Date.parse(state.at) > 3 * beat;
