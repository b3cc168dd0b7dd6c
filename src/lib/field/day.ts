const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Shanghai of an instant. */
export function dayOf(instant: string | Date): string {
  return new Date(new Date(instant).getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}
