import { formatZh } from './format.zh';

const cache = new Map<number, Intl.NumberFormat>();

function formatter(digits: number): Intl.NumberFormat {
  let found = cache.get(digits);
  if (!found) {
    found = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    cache.set(digits, found);
  }
  return found;
}

/** A figure with thousands separators; nothing known is a dash, never a zero. */
export function decimal(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return formatZh.none;
  return formatter(digits).format(value);
}

/** A figure that must not be rounded away: what is more than nothing but under the last digit shows as `<0.01`. */
export function neverZero(value: number | null | undefined, digits: number): string {
  const text = decimal(value, digits);
  if (value && Number(text.replace(/,/g, '')) === 0) return `<${formatter(digits).format(10 ** -digits)}`;
  return text;
}

export const integer = (value: number | null | undefined) => decimal(value, 0);

/** Square metres, two decimals. */
export const squareMetres = (m2: number | null | undefined) => neverZero(m2, 2);

/** Hectares, four decimals, from m². */
export const hectares = (m2: number | null | undefined) => neverZero(m2 === null || m2 === undefined ? m2 : m2 / 10_000, 4);

/** 亩 (1 亩 = 2000/3 m²), two decimals, from m². */
export const mu = (m2: number | null | undefined) => neverZero(m2 === null || m2 === undefined ? m2 : (m2 * 3) / 2000, 2);

/** A share 0..1 as percent with two decimals. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return formatZh.none;
  return `${neverZero(share * 100, 2)}%`;
}

export const squareMetresWithUnit = (m2: number | null | undefined) =>
  m2 === null || m2 === undefined ? formatZh.none : `${squareMetres(m2)} ${formatZh.m2}`;
export const hectaresWithUnit = (m2: number | null | undefined) =>
  m2 === null || m2 === undefined ? formatZh.none : `${hectares(m2)} ${formatZh.hectare}`;
export const muWithUnit = (m2: number | null | undefined) =>
  m2 === null || m2 === undefined ? formatZh.none : `${mu(m2)} ${formatZh.mu}`;

/** Metres of a survey coordinate, three decimals and no separators, so that it can be pasted. */
export function metres(value: number | null | undefined): string {
  return decimal(value, 3).replace(/,/g, '');
}

/** Degrees as they go into an address or a copy, `digits` decimals, no separators. */
export const degrees = (value: number, digits = 6) => decimal(value, digits).replace(/,/g, '');

function dms(value: number, hemisphere: string): string {
  const hundredths = Math.round(Math.abs(value) * 360_000);
  const d = Math.floor(hundredths / 360_000);
  const m = Math.floor((hundredths % 360_000) / 6_000);
  const s = decimal((hundredths % 6_000) / 100, 2).padStart(5, '0');
  return `${hemisphere} ${d}°${String(m).padStart(2, '0')}′${s}″`;
}

export const longitude = (lon: number) => dms(lon, lon < 0 ? formatZh.west : formatZh.east);
export const latitude = (lat: number) => dms(lat, lat < 0 ? formatZh.south : formatZh.north);

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${decimal(bytes / 1024, 0)} KB`;
  return `${decimal(bytes / 1024 / 1024, 1)} MB`;
}
