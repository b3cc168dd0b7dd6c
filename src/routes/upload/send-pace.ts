/** Before so much time has passed nobody could say how long it will take. */
const LEAST_MS = 400;
/** How long ago what was sent counts for a third: a network falters and recovers. */
const MEMORY_MS = 3000;

/** How fast a file goes out; the function returned takes each step and says the seconds left, null while unknown. */
export function newSendPace(totalBytes: number, beganAt: number) {
  let at = beganAt;
  let sent = 0;
  let bytesPerMs = 0;

  return (bytes: number, now: number): number | null => {
    const passedMs = now - at;
    if (passedMs >= LEAST_MS) {
      const share = bytesPerMs === 0 ? 1 : 1 - Math.exp(-passedMs / MEMORY_MS);
      bytesPerMs += share * ((bytes - sent) / passedMs - bytesPerMs);
      [at, sent] = [now, bytes];
    }
    if (bytesPerMs <= 0 || bytes >= totalBytes) return null;
    return Math.ceil((totalBytes - bytes) / bytesPerMs / 1000);
  };
}
