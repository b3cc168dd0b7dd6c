import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { isRefusal } from '../../error.ts';
import type { Text } from '../../field/text.ts';
import { deckOf, type Deck } from '../../slides/deck.ts';
import { openDeck } from '../../slides/open.ts';
import { zip, type Parts } from '../../slides/zip.ts';

/** What takes long with decks: making one, reading one from outside, packing its parts again. */
export type DeckTask =
  { what: 'make'; deck: Deck } | { what: 'open'; bytes: Uint8Array } | { what: 'zip'; parts: Parts };

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
  const outcome: DeckOutcome = { id };
  try {
    outcome.done = outcomeOf(task);
  } catch (cause) {
    if (isRefusal(cause)) {
      const { status, code, text, details } = cause;
      outcome.refused = { status, code, text, details };
    } else outcome.failed = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  }
  parentPort?.postMessage(outcome);
});

function outcomeOf(task: DeckTask): unknown {
  switch (task.what) {
    case 'make':
      return deckOf(task.deck);
    case 'open':
      return openDeck(task.bytes);
    case 'zip':
      return zip(task.parts);
  }
}
