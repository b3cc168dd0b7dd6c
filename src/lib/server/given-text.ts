import { z } from 'zod';
import type { Text } from '../field/text.ts';

/** Control characters, and marks that turn the direction of all that follows on a page. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** One line as a person meant it: without invisible marks and lone halves of characters, blanks made one. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** The same with its lines kept. */
export function plainLines(text: string): string {
  const lines = text.split(/\r\n?|\n/).map(plainLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A line of one to `max` characters, cleaned. */
export function line(max: number) {
  return z.string().max(max).transform(plainLine).pipe(z.string().min(1));
}

/** Lines of up to `max` characters in all, cleaned; may be empty. */
export function lines(max: number) {
  return z.string().max(max).transform(plainLines);
}

/** A text in one language for both, or in each. */
export function inBoth<S extends z.ZodType<string, string>>(one: S) {
  return z.union([one, z.strictObject({ zh: one, en: one })]);
}

/** Both languages of what was given; a text that only one of `known` says in one language keeps the other of it. */
export function bothOf(given: string | Text, known: readonly Text[] = []): Text {
  if (typeof given !== 'string') return given;
  return known.find(({ zh, en }) => zh === given || en === given) ?? { zh: given, en: given };
}
