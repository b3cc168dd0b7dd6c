/** How fast the phases of uploads go, for how long they will still take; in memory only. */
interface Pace {
  phase: string;
  beganAt: number;
  beganBytes: number;
  /** What the phase of reading took. */
  readingMs: number;
}

const LOADED = ['loading', 'comparing'];
const LEAST_MS = 400;

const shared = globalThis as typeof globalThis & {
  yinliPaces?: { paces: Map<string, Pace>; loadingShare: number };
};
/** `loadingShare`: loading and comparing took so many times as long as reading, for the last file; at first as measured for many. */
const state = (shared.yinliPaces ??= { paces: new Map<string, Pace>(), loadingShare: 4 });

/** Hears of every step of an upload. */
export function note(id: string, { phase, bytes }: { phase: string; bytes: number }, now: number): void {
  const pace = state.paces.get(id);
  if (pace?.phase === phase || (pace && LOADED.includes(pace.phase) && LOADED.includes(phase))) return;
  const readingMs = pace?.phase === 'reading' ? now - pace.beganAt : (pace?.readingMs ?? 0);
  state.paces.set(id, { phase, beganAt: now, beganBytes: bytes, readingMs });
}

/** The upload is where it was going, or gone. */
export function forget(id: string, now: number): void {
  const pace = state.paces.get(id);
  if (pace && LOADED.includes(pace.phase) && pace.readingMs > LEAST_MS) {
    state.loadingShare = (now - pace.beganAt) / pace.readingMs;
  }
  state.paces.delete(id);
}

/** Seconds still to go in this phase, null while that cannot be told. */
export function secondsLeft(
  id: string,
  { bytes, totalBytes }: { bytes: number; totalBytes: number | null },
  now: number
): number | null {
  const pace = state.paces.get(id);
  if (!pace) return null;
  const passedMs = now - pace.beganAt;
  if (LOADED.includes(pace.phase)) {
    if (pace.readingMs < LEAST_MS) return null;
    return Math.max(1, Math.ceil((pace.readingMs * state.loadingShare - passedMs) / 1000));
  }
  const gone = bytes - pace.beganBytes;
  if (totalBytes === null || gone <= 0 || passedMs < LEAST_MS) return null;
  return Math.ceil((passedMs * (totalBytes - bytes)) / gone / 1000);
}
