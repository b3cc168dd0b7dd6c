import type { Encoding } from '../../src/lib/csv/settings.ts';

const tables = new Map<Encoding, Map<string, number[]>>();

/** Every two-byte character of a legacy encoding, found by decoding all of its codes. */
function tableOf(encoding: 'gb18030' | 'big5'): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let lead = 0xa1; lead <= 0xf9; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      try {
        const text = decoder.decode(new Uint8Array([lead, trail]));
        if ([...text].length === 1 && !table.has(text)) table.set(text, [lead, trail]);
      } catch {
        continue;
      }
    }
  }
  tables.set(encoding, table);
  return table;
}

/** A character of the supplementary planes in GB18030's four bytes. */
function fourBytes(point: number): number[] {
  const n = point - 0x10000;
  return [
    0x90 + Math.floor(n / 12600),
    0x30 + (Math.floor(n / 1260) % 10),
    0x81 + (Math.floor(n / 10) % 126),
    0x30 + (n % 10)
  ];
}

/** Text as bytes of `encoding`; throws for a character that it does not have. */
export function encode(text: string, encoding: Encoding, hasBom: boolean): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode((hasBom ? '\uFEFF' : '') + text);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const units = (hasBom ? '\uFEFF' : '') + text;
    const bytes = new Uint8Array(units.length * 2);
    const view = new DataView(bytes.buffer);
    for (let k = 0; k < units.length; k++)
      view.setUint16(k * 2, units.charCodeAt(k), encoding === 'utf-16le');
    return bytes;
  }
  const table = tableOf(encoding);
  return new Uint8Array(
    [...text].flatMap((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point < 0x80) return [point];
      if (point > 0xffff && encoding === 'gb18030') return fourBytes(point);
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    })
  );
}
