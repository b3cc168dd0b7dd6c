import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as catalog from '../catalog.ts';
import * as uploads from '../uploads.ts';
import { endAll, events } from './events.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yinli-events-'));
  catalog.open(join(dir, 'catalog.sqlite'));
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  catalog.close();
  rmSync(dir, { recursive: true });
});

function reading(): string {
  const { id } = uploads.create({ dataset: null, filename: 'a.csv', by: '' }, new Date());
  uploads.update(id, { status: 'reading' });
  return id;
}

function report(id: string, rows: number): void {
  uploads.report(id, { phase: 'reading', bytes: rows, totalBytes: 100, rows });
}

test('a reader who goes between two states leaves nothing behind that speaks to it', async () => {
  const id = reading();
  const reader = events(id, 'zh').getReader();
  await reader.read();
  vi.advanceTimersByTime(900);
  report(id, 1);
  // The tick of the whole second tells what was about to be told at 1,100 ms.
  vi.advanceTimersByTime(150);
  await reader.cancel();
  report(id, 2);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('the stream ends with an upload that is forgotten while it is followed', async () => {
  const id = reading();
  const reader = events(id, 'zh').getReader();
  await reader.read();
  uploads.forget(id);
  vi.advanceTimersByTime(60_000);
  expect((await reader.read()).done).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('a server that stops ends every stream', async () => {
  const id = reading();
  const reader = events(id, 'en').getReader();
  await reader.read();
  report(id, 1);
  endAll();
  expect((await reader.read()).done).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
