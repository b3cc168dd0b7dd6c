/** How fast the phases of uploads go, for how long they will still take; in memory only. */
interface Pace {
  phase: string;
  beganAt: number;
  beganBytes: number;
}

const LOADED = ['loading', 'comparing'];
const LEAST_MS = 400;
/** Less is loaded before anyone could read how long it will take. */
const LEAST_MB = 20;

const shared = globalThis as typeof globalThis & {
  yinliPaces?: { paces: Map<string, Pace>; loadingMsPerMb: number };
};
/** `loadingMsPerMb`: what loading and comparing took of the last large file; at first as measured for many. */
const state = (shared.yinliPaces ??= { paces: new Map<string, Pace>(), loadingMsPerMb: 12 });

/** Hears of every step of an upload. */
export function note(id: string, { phase, bytes }: { phase: string; bytes: number }, now: number): void {
  const pace = state.paces.get(id);
  if (pace?.phase === phase || (pace && LOADED.includes(pace.phase) && LOADED.includes(phase))) return;
  state.paces.set(id, { phase, beganAt: now, beganBytes: bytes });
}

/** The upload is where it was going, or gone. */
export function forget(id: string, now: number): void {
  const pace = state.paces.get(id);
  const loadedMb = pace && LOADED.includes(pace.phase) ? pace.beganBytes / 1e6 : 0;
  if (pace && loadedMb > LEAST_MB) state.loadingMsPerMb = (now - pace.beganAt) / loadedMb;
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
    const loadedMb = pace.beganBytes / 1e6;
    if (loadedMb <= LEAST_MB) return null;
    return Math.max(1, Math.ceil((loadedMb * state.loadingMsPerMb - passedMs) / 1000));
  }
  const gone = bytes - pace.beganBytes;
  if (totalBytes === null || gone <= 0 || passedMs < LEAST_MS) return null;
  return Math.ceil((passedMs * (totalBytes - bytes)) / gone / 1000);
}
