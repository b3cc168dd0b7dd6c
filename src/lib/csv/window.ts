import type { Feed } from './feed.ts';

/** The part of the text that is in memory: `bytes` up to `to`; `base` is the offset of its first byte. */
export interface Window {
  bytes: Uint8Array;
  to: number;
  base: number;
  isLast: boolean;
}

const START_BYTES = 1 << 23;
const SLACK_BYTES = 1 << 18;

export function newWindow(feed: Feed, base: number, expectedBytes: number): Window {
  const size = Math.min(START_BYTES, Math.max(expectedBytes * 3, 1024) + SLACK_BYTES);
  const window = { bytes: new Uint8Array(size), to: 0, base, isLast: false };
  more(window, feed, 0);
  return window;
}

/**
 * Forgets the bytes before `at` and takes in more behind those after it, in a larger buffer when they fill this
 * one. What stood at `at` stands at 0 afterwards. A fault of the feed leaves nothing more to read.
 */
export function more(window: Window, feed: Feed, at: number): void {
  const kept = window.to - at;
  if (kept * 2 + SLACK_BYTES > window.bytes.length) {
    const larger = new Uint8Array(Math.max(window.bytes.length * 2, START_BYTES));
    larger.set(window.bytes.subarray(at, window.to));
    window.bytes = larger;
  } else if (at > 0) window.bytes.copyWithin(0, at, window.to);
  window.base += at;
  window.to = kept;
  window.to += feed.fill(window.bytes, window.to);
  window.isLast = feed.isAtEnd || feed.fault !== null;
}
