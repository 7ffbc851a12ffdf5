import { decimal } from '@guotu/ui';

/** Digits after the point that are shown of a recorded figure: areas of four decimals as the rules show them, with two. */
const shownDigits = 3;

/** A value of a result as it is shown; a number with separators, nothing as a dash. What is exported keeps all digits. */
export function cell(value: string, isNumber: boolean): string {
  if (value === '') return '—';
  const number = Number(value);
  if (!isNumber || !Number.isFinite(number)) return value;
  const digits = value.split('.')[1]?.length ?? 0;
  return decimal(number, digits > shownDigits ? 2 : digits);
}
