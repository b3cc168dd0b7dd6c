import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { Refusal } from '../error.ts';

export type Parts = Map<string, Uint8Array>;

const MAX_PARTS = 5000;
const MAX_BYTES = 400_000_000;
/** Office's own parts shrink to a hundredth at most; a bomb to a thousandth. */
const MAX_RATIO = 400;
const RATIO_FROM_BYTES = 5_000_000;
/** One date in every file, so that equal content is equal bytes; the first that a zip can hold. */
const DATE = new Date(1980, 0, 1, 12);
const PACKED = /\.(png|jpe?g|gif|mp4|m4a|mp3|wmv|xlsx|zip|docx|pptx)$/i;

/** Parts in their order as one zip; equal parts give equal bytes. */
export function zip(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const files: Zippable = {};
  for (const [name, part] of parts) {
    const bytes = typeof part === 'string' ? strToU8(part) : part;
    files[name] = [bytes, { level: PACKED.test(name) ? 0 : 6, mtime: DATE }];
  }
  return zipSync(files);
}

/**
 * The parts of a presentation from outside, in their order. Refuses (400) what is no .pptx, what would unpack to
 * more than 400 MB or a suspicious multiple of its size, names that lead elsewhere, and macros.
 */
export function unzip(bytes: Uint8Array): Parts {
  const names = new Set<string>();
  let total = 0;
  const filter = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }) => {
    total += originalSize;
    // A file cut off may end with the list of an inner zip: its offsets then point at anything.
    if (/[\u0000-\u001f\ufffd]/.test(name)) throw notADeck();
    if (isBadName(name) || names.has(name.toLowerCase())) throw badName(name);
    names.add(name.toLowerCase());
    const isBomb = originalSize > RATIO_FROM_BYTES && originalSize > size * MAX_RATIO;
    if (isBomb || total > MAX_BYTES || names.size > MAX_PARTS) throw bomb();
    if (/(^|\/)vbaProject|\.(exe|dll|vbs|ps1|bat|cmd)$/i.test(name)) throw macros(name);
    return !name.endsWith('/');
  };
  let found: Record<string, Uint8Array>;
  try {
    found = unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw notADeck();
  }
  const parts = new Map(Object.entries(found));
  if (!parts.has('[Content_Types].xml')) throw notADeck();
  if (textOf(parts, '[Content_Types].xml').includes('macroEnabled')) throw macros('[Content_Types].xml');
  return parts;
}

export function textOf(parts: Parts, name: string): string {
  return new TextDecoder().decode(parts.get(name));
}

export function notADeck(): Refusal {
  return new Refusal(400, 'not-a-deck', {
    zh: '这个文件不是 .pptx 演示文稿。请从 PowerPoint 或 WPS 另存为 .pptx 后再试。',
    en: 'This file is no .pptx presentation. Save it as .pptx from PowerPoint or WPS and try again.'
  });
}

function isBadName(name: string): boolean {
  return name.includes('\\') || name.startsWith('/') || name.includes(':') || name.split('/').includes('..');
}

function badName(name: string): Refusal {
  return new Refusal(400, 'bad-deck', {
    zh: `文件中有不该有的路径“${name.slice(0, 100)}”，没有读取。`,
    en: `The file holds a path that does not belong in it, “${name.slice(0, 100)}”; it was not read.`
  });
}

function bomb(): Refusal {
  return new Refusal(400, 'too-large', {
    zh: `这个文件解开后超过 ${MAX_BYTES / 1e6} MB 或不正常地大，没有读取。`,
    en: `Unpacked, this file would take over ${MAX_BYTES / 1e6} MB or an unnatural multiple of its size; it was not read.`
  });
}

function macros(name: string): Refusal {
  return new Refusal(400, 'macros', {
    zh: `这个文件带有宏或程序（${name.slice(0, 100)}），没有读取。请另存为不带宏的 .pptx。`,
    en: `This file carries macros or programs (${name.slice(0, 100)}); it was not read. Save it as .pptx without macros.`
  });
}
