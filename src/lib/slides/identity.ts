import { createHash } from 'node:crypto';
import type { Lang } from '../field/text.ts';
import type { Values } from './numbers.ts';

/** Which chart of ours a shape shows, as a chart, picture, card or table; pin 0 was drawn without a pin. */
export interface Identity {
  slug: string;
  pin: number;
  key: string;
}

/** What a deck's custom property says of a key: where and when the chart was asked about, null where left open. */
export interface Details {
  chart: string;
  pin: number;
  lang: Lang;
  region: string | null;
  asOf: string | null;
  versions: Record<string, number>;
}

export const PROPERTY = 'yinli ';

/** `引力 stock p3 k7f2a1c`: it outlives saves by Office, WPS and LibreOffice; alternative texts do not. */
export function shapeName({ slug, pin, key }: Identity): string {
  return `引力 ${slug} p${pin} k${key}`;
}

/** The identity in a shape's name, whatever a program or a person has put around it; null for other shapes. */
export function identityOf(name: string): Identity | null {
  const found = /引力 ([a-z0-9]+(?:-[a-z0-9]+)*) p(0|[1-9]\d{0,8}) k([0-9a-f]{6})(?![0-9a-f])/.exec(name);
  if (!found) return null;
  return { slug: found[1] ?? '', pin: Number(found[2]), key: found[3] ?? '' };
}

/** A checksum of what is shown, short enough for a shape's name; of a picture (null), of its pin alone. */
export function keyOf(slug: string, pin: number, shown: Values | null): string {
  const figures = shown?.series.map(({ xs = [], values }) => [...xs, ...values].map(plain));
  const told = [slug, pin, shown?.categories, shown?.series.map(({ name }) => name), figures];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 6);
}

/** Programs print the same number with more or fewer digits. */
function plain(value: number | string | null): string | null {
  return typeof value !== 'number' ? value : String(Number(value.toPrecision(9)));
}
