import type { AssemblyLine, PortalItem } from '@guotu/api';

/** A line on the desk: the name as it is being written, empty for the page's own. */
export type DeskLine = Omit<AssemblyLine, 'title'> & { title: string };

export const deskOf = (lines: AssemblyLine[]): DeskLine[] => lines.map((l) => ({ ...l, title: l.title ?? '' }));

/** Moves a page by one among those of its part; at the end of the part it stays. */
export function moved(lines: DeskLine[], key: string, by: 1 | -1): DeskLine[] {
  const at = lines.findIndex((l) => l.key === key);
  const to = at + by;
  const line = lines[at];
  const other = lines[to];
  if (!line || !other || other.part !== line.part) return lines;
  const next = [...lines];
  next[at] = other;
  next[to] = line;
  return next;
}

export const itemsOf = (lines: DeskLine[]): PortalItem[] => lines.map((l) => ({ key: l.key, hidden: l.hidden, title: l.title.trim() || null }));

export const differs = (lines: DeskLine[], from: AssemblyLine[]) => JSON.stringify(itemsOf(lines)) !== JSON.stringify(itemsOf(deskOf(from)));

export const isFirst = (lines: DeskLine[], at: number) => lines[at - 1]?.part !== lines[at]?.part;
export const isLast = (lines: DeskLine[], at: number) => lines[at + 1]?.part !== lines[at]?.part;
