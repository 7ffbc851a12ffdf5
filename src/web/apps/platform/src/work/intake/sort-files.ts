import type { MaterialRule } from '@guotu/api';

export interface SortedFiles { parcel: File | null; materials: { code: string; file: File }[]; unsorted: File[] }

const coordinateFile = /\.(txt|csv|cor|shp|gpkg|fgb|dxf|kml|kmz|geojson|gml|vct|wkt)$/i;

function bigrams(text: string): Set<string> {
  const plain = [...text.replace(/\.[^.]+$/, '').replace(/[\s_\-()()]/g, '')];
  return new Set(plain.slice(1).map((c, i) => (plain[i] ?? '') + c));
}

function likeness(name: string, material: string): number {
  const wanted = bigrams(material);
  const found = bigrams(name);
  let same = 0;
  for (const pair of wanted) if (found.has(pair)) same++;
  return wanted.size === 0 ? 0 : same / wanted.size;
}

/** Several files at once: files of figures are coordinates (a zip may be papers and is left to the clerk), papers go to the material whose name they carry; doubt is left to the clerk. */
export function sortFiles(files: File[], rules: MaterialRule[]): SortedFiles {
  const sorted: SortedFiles = { parcel: null, materials: [], unsorted: [] };
  for (const file of files) {
    if (!sorted.parcel && coordinateFile.test(file.name)) { sorted.parcel = file; continue; }
    const best = rules.map((r) => ({ code: r.code, score: likeness(file.name, r.name) })).sort((a, b) => b.score - a.score)[0];
    if (best && best.score >= 0.4) sorted.materials.push({ code: best.code, file });
    else sorted.unsorted.push(file);
  }
  return sorted;
}
