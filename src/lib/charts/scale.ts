/** Round ticks from `low` to `high`, zero among them, at most `count` steps; ascending. */
export function niceTicks(low: number, high: number, count = 5, whole = false): number[] {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high) || (bottom < 0 ? 0 : 1);
  const rough = (top - bottom) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  let step = ([1, 2, 2.5, 5, 10].find((m) => m * magnitude >= rough * 0.999) ?? 10) * magnitude;
  if (whole) step = Math.max(1, Math.ceil(step));
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Every nth of `items` counted back from the last, so many that `width` px hold labels of `labelWidth` px. With
 * `perYear` items a year the step is one that falls on the same seasons each year.
 */
export function thin<T>(items: readonly T[], width: number, labelWidth: number, perYear = 1): T[] {
  const fit = Math.max(1, Math.floor(width / labelWidth));
  const least = Math.ceil(items.length / fit);
  const seasons = [1, 2, 3, 4, 6].filter((step) => perYear % step === 0);
  const steps = [...seasons, ...[1, 2, 3, 4, 5, 10, 20, 25, 50, 100].map((years) => years * perYear)];
  const step = steps.find((candidate) => candidate >= least) ?? least;
  return items.filter((_, i) => (items.length - 1 - i) % step === 0);
}

/**
 * Moves labels apart: centres in px with heights, in any order, come back in the same order, none overlapping,
 * as near to where they wanted to be as `from`–`to` allows.
 */
export function spread(wanted: readonly { at: number; size: number }[], from: number, to: number): number[] {
  const order = wanted.map((w, i) => ({ ...w, i, y: w.at })).sort((a, b) => a.at - b.at || a.i - b.i);
  let edge = from;
  for (const label of order) {
    label.y = Math.max(label.at, edge + label.size / 2);
    edge = label.y + label.size / 2;
  }
  edge = to;
  for (const label of [...order].reverse()) {
    label.y = Math.min(label.y, edge - label.size / 2);
    edge = label.y - label.size / 2;
  }
  const result = wanted.map((w) => w.at);
  for (const label of order) result[label.i] = label.y;
  return result;
}
