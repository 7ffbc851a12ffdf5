import type { Light } from '@guotu/api';
import { uiZh } from '../ui.zh';

export interface ClockLight { icon: string; text: string; kind: 'bad' | 'warn' | 'pause' | 'neu' }

/** The light of the statutory clock in a word: overdue, due soon, stopped, running, not started. */
export function clockLight(light: Light, remaining: number | null): ClockLight {
  if (light === 'paused') return { icon: '‖', text: uiZh.light.paused, kind: 'pause' };
  if (light === 'none' || remaining === null) return { icon: '–', text: uiZh.light.none, kind: 'neu' };
  if (remaining < 0) return { icon: '✕', text: uiZh.light.overdue(-remaining), kind: 'bad' };
  const text = remaining === 0 ? uiZh.light.lastDay : uiZh.light.remaining(remaining);
  if (light === 'red') return { icon: '✕', text, kind: 'bad' };
  return light === 'yellow' ? { icon: '◔', text, kind: 'warn' } : { icon: '○', text, kind: 'neu' };
}
