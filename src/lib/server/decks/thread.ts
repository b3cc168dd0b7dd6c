import { Worker } from 'node:worker_threads';
import { Refusal } from '../../error.ts';
import type { Deck } from '../../slides/deck.ts';
import type { OpenDeck } from '../../slides/open.ts';
import type { Parts } from '../../slides/zip.ts';
import type { Format } from '../../../params/format.ts';
import type { ChartState, FileView } from '../charts/files.ts';
import type { Settings } from '../present/document.ts';
import type { Presented } from '../present/presented.ts';
import { programPath } from '../programs.ts';
import type { DeckOutcome, DeckTask } from './worker.ts';

/** A thread of its own takes memory: it ends when nobody has asked for so long. */
const IDLE_MS = 30_000;
/** The largest decks take a few seconds; what takes longer was made to. */
const LONGEST_MS = 60_000;
const MEMORY_MB = 1500;

interface Waiting {
  task: DeckTask;
  resolve: (done: unknown) => void;
  reject: (cause: unknown) => void;
}

let worker: Worker | undefined;
let running: (Waiting & { id: number; timer: NodeJS.Timeout }) | undefined;
let idle: NodeJS.Timeout | undefined;
let count = 0;
const queue: Waiting[] = [];

/** A .pptx made beside the pages, see `deckFile`. */
export function makeDeck(deck: Deck): Promise<Uint8Array> {
  return ask<Uint8Array>({ what: 'make', deck });
}

/** A presentation from outside, see `openDeck`; refuses (400) also what takes too long or too much memory to read. */
export function readDeckBytes(bytes: Uint8Array): Promise<OpenDeck> {
  return ask<OpenDeck>({ what: 'open', bytes });
}

/** The parts of a deck as a file again. */
export function zipParts(parts: Parts): Promise<Uint8Array> {
  return ask<Uint8Array>({ what: 'zip', parts });
}

/** A chart as a file, see `chartFile`, made beside the pages. */
export function makeFile(format: Format, chart: ChartState, view: FileView): Promise<string | Uint8Array> {
  return ask<string | Uint8Array>({ what: 'file', format, chart, view });
}

/** A presentation, see `documentOf`, made beside the pages. */
export function makePresentation(presented: Presented, settings: Settings): Promise<string> {
  return ask<string>({ what: 'present', presented, settings });
}

function ask<T>(task: DeckTask): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    queue.push({ task, resolve: resolve as Waiting['resolve'], reject });
    runNext();
  });
}

function runNext(): void {
  if (running) return;
  clearTimeout(idle);
  const next = queue.shift();
  if (!next) {
    idle = setTimeout(stop, IDLE_MS).unref();
    return;
  }
  worker ??= start();
  const id = ++count;
  running = { ...next, id, timer: setTimeout(() => end(tooMuch()), LONGEST_MS).unref() };
  worker.postMessage({ id, task: next.task });
}

function start(): Worker {
  const own = new Worker(programPath('make-deck'), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }
  });
  own.on('message', (outcome: DeckOutcome) => {
    if (outcome.id === running?.id) settle(outcome);
  });
  own.on('error', (cause: Error & { code?: string }) => {
    if (own === worker) end(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : cause);
  });
  own.on('exit', (code) => {
    if (own === worker) end(new Error(`the thread for decks ended with ${code}`));
  });
  // After the listeners, each of which would keep the process running for the thread.
  own.unref();
  return own;
}

function settle({ done, refused, failed }: DeckOutcome): void {
  const own = running;
  running = undefined;
  clearTimeout(own?.timer);
  if (refused) own?.reject(new Refusal(refused.status, refused.code, refused.text, refused.details));
  else if (failed !== undefined) own?.reject(new Error(failed));
  else own?.resolve(done);
  runNext();
}

/** Gives up on the thread with what it is at; the next task gets a new one. */
function end(cause: unknown): void {
  stop();
  const own = running;
  running = undefined;
  clearTimeout(own?.timer);
  own?.reject(cause);
  runNext();
}

function stop(): void {
  const own = worker;
  worker = undefined;
  void own?.terminate();
}

function tooMuch(): Refusal {
  return new Refusal(400, 'too-large', {
    zh: '读取这个文件要占用过多的时间或内存，已停止。请删去不需要的页面后再试。',
    en: 'Reading this file would take too much time or memory, and was stopped. Remove slides that are not needed and try again.'
  });
}
