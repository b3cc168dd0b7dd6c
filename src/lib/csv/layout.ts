import { newCursor } from './cursor.ts';
import { dialectOf } from './dialect.ts';
import { textStart } from './feed.ts';
import { holdsNothing } from './record.ts';
import { DEFAULT_LIMITS, type CompleteSettings } from './settings.ts';
import type { Source } from './source.ts';

/** A record as it lies in the file: titles, header and footers as well; `row` is the line it begins on. */
export interface LaidOut {
  row: number;
  cells: string[];
}

const BATCH = 500;
const HEAD_BYTES = 4;

/**
 * Everything that a file holds, by the settings it was read by, in batches; blank lines are left out. A line whose
 * quote is never closed comes as one cell. Ends early where the bytes are no text.
 */
export function* layoutOf(source: Source, settings: CompleteSettings): Generator<LaidOut[], void, undefined> {
  const head = new Uint8Array(HEAD_BYTES);
  source.readInto(head, 0);
  const attempt = {
    ...{ source, encoding: settings.encoding, dialect: settings, wishes: settings, keptColumns: 0 },
    start: textStart(head, settings.encoding),
    limits: DEFAULT_LIMITS,
    sink: { write() {}, restart() {} }
  };
  const nothing = () => {};
  const cursor = newCursor(attempt, dialectOf(settings), nothing, nothing);
  let batch: LaidOut[] = [];
  for (;;) {
    const found = cursor.next();
    if (found === 'end' || cursor.feed.fault) break;
    if (found === 'too-long' || cursor.scan.isUnclosed) {
      batch.push({ row: cursor.line, cells: [cursor.lineText()] });
      cursor.skipLine();
    } else {
      if (!holdsNothing(cursor.window.bytes, cursor.scan)) {
        batch.push({ row: cursor.line, cells: cursor.texts() });
      }
      cursor.step();
    }
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
