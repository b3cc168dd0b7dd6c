import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { isRefusal } from '../../error.ts';
import type { Text } from '../../field/text.ts';
import type { Deck } from '../../slides/deck.ts';
import { openDeck } from '../../slides/open.ts';
import { zip, type Parts } from '../../slides/zip.ts';
import type { Format } from '../../../params/format.ts';
import type { ChartState, FileView } from '../charts/files.ts';
import type { Settings } from '../present/document.ts';
import type { Presented } from '../present/presented.ts';
import { deckFile } from './chart-slide.ts';

/** What takes long: making a deck, reading one from outside, packing its parts again, and all that a pack holds. */
export type DeckTask =
  | { what: 'make'; deck: Deck }
  | { what: 'open'; bytes: Uint8Array }
  | { what: 'zip'; parts: Parts }
  | { what: 'file'; format: Format; chart: ChartState; view: FileView }
  | { what: 'present'; presented: Presented; settings: Settings };

/** What a task came to; `refused` are the parts of a Refusal, which as an error would lose them on the way. */
export interface DeckOutcome {
  id: number;
  done?: unknown;
  refused?: { status: number; code: string; text: Text; details: unknown };
  failed?: string;
}

// On Linux a thread has a priority of its own, elsewhere the whole process would get it: pages go first.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

parentPort?.on('message', ({ id, task }: { id: number; task: DeckTask }) => {
  void outcomeOf(task).then((outcome) => parentPort?.postMessage({ id, ...outcome }));
});

async function outcomeOf(task: DeckTask): Promise<Omit<DeckOutcome, 'id'>> {
  try {
    return { done: await run(task) };
  } catch (cause) {
    if (!isRefusal(cause))
      return { failed: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
    const { status, code, text, details } = cause;
    return { refused: { status, code, text, details } };
  }
}

/** What draws is loaded when it is first asked for: a deck of Office's own charts does without. */
async function run(task: DeckTask): Promise<unknown> {
  switch (task.what) {
    case 'make':
      return deckFile(task.deck);
    case 'open':
      return openDeck(task.bytes);
    case 'zip':
      return zip(task.parts);
    case 'file':
      return (await import('../charts/files.ts')).chartFile(task.format, task.chart, task.view);
    case 'present':
      return (await import('../present/document.ts')).documentOf(task.presented, task.settings);
  }
}
