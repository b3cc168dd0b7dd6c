import type { Document, Element } from '@xmldom/xmldom';
import type { Numbers } from './numbers.ts';
import { all, child } from './xml.ts';

const MAX_POINTS = 100_000;

/** The numbers that a chart of a deck shows: those of its cache, whatever became of its workbook. */
export function readNumbers(document: Document): Numbers {
  const series = seriesOf(document);
  const named = series.find((one) => child(one, 'c', 'cat'));
  return {
    categories: texts(named && child(named, 'c', 'cat')).map((text) => text ?? ''),
    series: series.map((one) => {
      const xs = child(one, 'c', 'xVal');
      const name = all(child(one, 'c', 'tx') ?? one, 'c', 'v')[0]?.textContent ?? '';
      const values = texts(child(one, 'c', 'val') ?? child(one, 'c', 'yVal')).map(numberOf);
      return { name, ...(xs ? { xs: texts(xs).map((text) => numberOf(text) ?? NaN) } : {}), values };
    })
  };
}

/** All `c:ser` in the order in which they are drawn. */
export function seriesOf(document: Document): Element[] {
  const order = (one: Element) => Number(child(one, 'c', 'order')?.getAttribute('val') ?? 0);
  return all(document, 'c', 'ser').sort((a, b) => order(a) - order(b));
}

function texts(data: Element | undefined): (string | null)[] {
  if (!data) return [];
  const points = all(data, 'c', 'pt');
  const told = Number(all(data, 'c', 'ptCount')[0]?.getAttribute('val') ?? points.length);
  const count = Math.min(MAX_POINTS, Math.max(0, Number.isInteger(told) ? told : points.length));
  const found: (string | null)[] = Array.from({ length: count }, () => null);
  for (const point of points) {
    const at = Number(point.getAttribute('idx'));
    if (Number.isInteger(at) && at >= 0 && at < count)
      found[at] = child(point, 'c', 'v')?.textContent ?? null;
  }
  return found;
}

function numberOf(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
