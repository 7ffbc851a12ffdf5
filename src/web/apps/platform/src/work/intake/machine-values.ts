import type { FormField, ParseResult } from '@guotu/api';
import { hectares, mu, squareMetres } from '@guotu/ui';

export interface MachineValue { value: string; source: string }

const plain = (text: string) => text.replace(/,/g, '');

function areaIn(unit: string | null, m2: number): string | null {
  if (unit === '公顷') return plain(hectares(m2));
  if (unit === '亩') return plain(mu(m2));
  return unit === 'm²' || unit === '平方米' ? plain(squareMetres(m2)) : null;
}

/** What the coordinate file already says about the form: nobody types it again. */
export function machineValues(fields: FormField[], parse: ParseResult, fileName: string): Record<string, MachineValue> {
  const total = parse.parcels.reduce((sum, p) => sum + p.planeArea, 0);
  const uses = [...new Set(parse.parcels.map((p) => p.use).filter((u): u is string => !!u))];
  const found: Record<string, MachineValue> = {};
  for (const field of fields) {
    const area = field.kind === 'number' && /^(拟)?(申请)?(用地|总)(总)?面积$/.test(field.label) ? areaIn(field.unit, total) : null;
    if (area) found[field.key] = { value: area, source: fileName };
    else if (field.kind === 'text' && /用途$/.test(field.label) && uses.length === 1 && uses[0]) found[field.key] = { value: uses[0], source: fileName };
  }
  return found;
}
