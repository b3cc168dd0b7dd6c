import { createReadStream } from 'node:fs';
import type { Encoding } from '../../csv/settings.ts';

export interface Line {
  row: number;
  text: string;
}

const SHOWN_LENGTH = 2000;

/**
 * The physical lines of a file from `row − around` to `row + around`, as its encoding reads them; CR, LF and CRLF end
 * a line. Lines over 2,000 characters are cut.
 */
export async function linesAround(
  path: string,
  encoding: Encoding,
  row: number,
  around = 3
): Promise<Line[]> {
  const decoder = new TextDecoder(encoding);
  const lines: Line[] = [];
  let at = 1;
  let text = '';
  let isAfterReturn = false;
  const isWanted = () => at >= row - around && at <= row + around;
  const end = () => {
    if (isWanted()) lines.push({ row: at, text: text.slice(0, SHOWN_LENGTH) });
    text = '';
    at++;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const piece = decoder.decode(chunk as Buffer, { stream: true });
    let from = isAfterReturn && piece.startsWith('\n') ? 1 : 0;
    isAfterReturn = piece.endsWith('\r');
    for (const { index, 0: mark } of piece.matchAll(/\r\n|\n|\r/g)) {
      if (index < from) continue;
      if (isWanted() && text.length < SHOWN_LENGTH) text += piece.slice(from, index);
      from = index + mark.length;
      end();
    }
    if (isWanted() && text.length < SHOWN_LENGTH) text += piece.slice(from);
    if (at > row + around) return lines;
  }
  if (text !== '') end();
  return lines;
}
