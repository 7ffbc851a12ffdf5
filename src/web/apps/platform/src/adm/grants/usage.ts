import type { MapUsage } from '@guotu/api';

export interface DayOfUse { day: string; requests: number }

/** Requests of every day from the first to the last, quiet days too, oldest first. */
export function byDay(rows: MapUsage[], today: string, days = 31): DayOfUse[] {
  const sums = new Map<string, number>();
  for (const r of rows) sums.set(r.day, (sums.get(r.day) ?? 0) + r.requests);
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(last - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10);
    return { day, requests: sums.get(day) ?? 0 };
  });
}

export interface UsageFilter { layer: string; person: string; service: string }

export const filtered = (rows: MapUsage[], f: UsageFilter) => rows.filter((r) => (!f.layer || r.layer === f.layer) && (!f.person || r.person === f.person) && (!f.service || r.service === f.service));

export const values = (rows: MapUsage[], of: (r: MapUsage) => string) => [...new Set(rows.map(of))].sort((a, b) => a.localeCompare(b, 'zh'));
