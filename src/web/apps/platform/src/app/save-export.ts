import type { PageExport } from '@guotu/api';
import { api } from './api';

interface Made {
  kind: PageExport['kind'];
  objectId: string;
  /** Name of the file with its extension; the number of the export is put before it. */
  name: string;
  type: string;
  /** The file with the line that it carries; empty where the county marks none. */
  text: (line: string) => string;
}

/** A name with the number before its extension. */
export function numbered(name: string, number: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? `${name}-${number}` : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}

/** Hands over a file that the page makes itself. It is taken down first: where that fails nothing is saved. */
export async function saveExport(made: Made): Promise<void> {
  const mark = await api.exports.register({ kind: made.kind, objectId: made.objectId });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([made.text(mark.line)], { type: made.type }));
  link.download = numbered(made.name, mark.number);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
