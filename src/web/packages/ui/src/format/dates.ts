import { formatZh } from './format.zh';

/** China keeps one offset all year; the office's local time is UTC+8 wherever the browser thinks it is. */
const offsetMs = 8 * 3600 * 1000;

interface LocalTime { year: number; month: string; day: string; hour: string; minute: string; second: string; weekday: number }

const two = (n: number) => String(n).padStart(2, '0');

export function localTime(instant: string | number): LocalTime | null {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(ms)) return null;
  const d = new Date(ms + offsetMs);
  return {
    year: d.getUTCFullYear(), month: two(d.getUTCMonth() + 1), day: two(d.getUTCDate()), hour: two(d.getUTCHours()),
    minute: two(d.getUTCMinutes()), second: two(d.getUTCSeconds()), weekday: d.getUTCDay(),
  };
}

/** `2024-07-02 10:21` */
export function dateTime(instant: string | null | undefined): string {
  const t = instant ? localTime(instant) : null;
  return t ? `${t.year}-${t.month}-${t.day} ${t.hour}:${t.minute}` : formatZh.none;
}

/** `2024-07-02 10:21:07`, for the audit trail. */
export function dateTimeSeconds(instant: string | null | undefined): string {
  const t = instant ? localTime(instant) : null;
  return t ? `${t.year}-${t.month}-${t.day} ${t.hour}:${t.minute}:${t.second}` : formatZh.none;
}

/** In lists: the current year is left out. */
export function shortDateTime(instant: string | null | undefined, now = Date.now()): string {
  const t = instant ? localTime(instant) : null;
  if (!t) return formatZh.none;
  const day = `${t.month}-${t.day} ${t.hour}:${t.minute}`;
  return t.year === localTime(now)?.year ? day : `${t.year}-${day}`;
}

export function shortDay(instant: string | null | undefined, now = Date.now()): string {
  const t = instant ? localTime(instant) : null;
  if (!t) return formatZh.none;
  return t.year === localTime(now)?.year ? `${t.month}-${t.day}` : `${t.year}-${t.month}-${t.day}`;
}

export function clockTime(instant: string | number | null | undefined): string {
  const t = instant ? localTime(instant) : null;
  return t ? `${t.hour}:${t.minute}` : formatZh.none;
}

/** The legal date (`yyyy-MM-dd`) of this moment in the office. */
export function today(now = Date.now()): string {
  const t = localTime(now);
  return t ? `${t.year}-${t.month}-${t.day}` : formatZh.none;
}

function weekdayOf(date: string): string {
  return formatZh.weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}

/** A deadline with its weekday, `07-03(三)`; the year shows when it is another one. */
export function deadline(date: string | null | undefined, now = Date.now()): string {
  if (!date) return formatZh.none;
  const day = date.startsWith(`${localTime(now)?.year}-`) ? date.slice(5) : date;
  return `${day}(${weekdayOf(date)})`;
}

/** `07-02 星期二`, the head of the desk. */
export function dayWithWeekday(now = Date.now()): string {
  const date = today(now);
  return `${date.slice(5)} ${formatZh.weekday(weekdayOf(date))}`;
}
