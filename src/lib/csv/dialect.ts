import type { CompleteSettings } from './settings.ts';

/** How records are cut, as bytes of UTF-8; `quote0` is −1 when nothing quotes. */
export interface Dialect {
  delimiter0: number;
  delimiterBytes: number;
  delimiter: Uint8Array;
  quote0: number;
  open: Uint8Array;
  close: Uint8Array;
  hasBackslash: boolean;
  isSpacePadded: boolean;
  isTabPadded: boolean;
  /** No byte that ends a plain cell is higher, so the scanner looks at lower ones only. */
  top: number;
  /** One byte between cells, one around them, nothing else: what most records can be scanned by in one go. */
  isSimple: boolean;
  /** Comma and doubled `"`, nothing around cells: what the loader reads. */
  isOurs: boolean;
}

export type DialectSettings = Pick<CompleteSettings, 'delimiter' | 'quote' | 'escape' | 'padding'>;

export const OUR_DIALECT: DialectSettings = {
  delimiter: ',',
  quote: '"',
  escape: 'double',
  padding: 'none'
};

const encoder = new TextEncoder();

export function dialectOf({ delimiter, quote, escape, padding }: DialectSettings): Dialect {
  const bytes = encoder.encode(delimiter);
  const open = encoder.encode(quote);
  const delimiter0 = bytes[0] ?? 44;
  const quote0 = open[0] ?? -1;
  return {
    delimiter0,
    delimiterBytes: bytes.length,
    delimiter: bytes,
    quote0,
    open,
    close: quote === '“' ? encoder.encode('”') : open,
    hasBackslash: escape === 'backslash' && quote !== '',
    isSpacePadded: padding === 'space',
    isTabPadded: padding === 'tab',
    top: Math.max(delimiter0, quote0, 13),
    isSimple: bytes.length === 1 && open.length <= 1 && padding === 'none',
    isOurs: delimiter === ',' && quote === '"' && escape === 'double' && padding === 'none'
  };
}

/** True when `sought` stands at `at`. */
export function standsAt(bytes: Uint8Array, at: number, to: number, sought: Uint8Array): boolean {
  if (at + sought.length > to) return false;
  for (let k = 0; k < sought.length; k++) if (bytes[at + k] !== sought[k]) return false;
  return true;
}
