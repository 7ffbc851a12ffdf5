import type { RasterInfo } from '@guotu/api';

/** The states of a raster to choose from, newest first: by year, or by day where a year has several; the newest of a day where it came in twice. */
export function stateNames(revisions: RasterInfo['revisions']): { revision: number; name: string }[] {
  const days = revisions.filter((r, i) => revisions.findIndex((o) => o.asOf === r.asOf) === i);
  const year = (asOf: string) => asOf.slice(0, 4);
  return days.map((r) => ({ revision: r.revision, name: days.filter((o) => year(o.asOf) === year(r.asOf)).length > 1 ? r.asOf : year(r.asOf) }));
}
