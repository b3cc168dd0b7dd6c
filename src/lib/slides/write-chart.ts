import type { Document, Element } from '@xmldom/xmldom';
import type { Lang } from '../field/text.ts';
import { dataXml, labelsXml, nameXml, seriesXml } from './chart-xml.ts';
import type { NativeChart, NativeSeries } from './native.ts';
import { seriesOf } from './read-chart.ts';
import { all, child, children, NS, parse, serialize } from './xml.ts';

const GROUPS: Record<NativeSeries['look'], string> = {
  line: 'lineChart',
  area: 'areaChart',
  points: 'lineChart',
  net: 'lineChart',
  column: 'barChart',
  bar: 'barChart',
  curve: 'scatterChart',
  bound: 'scatterChart'
};

/**
 * A chart's part with new numbers: names, categories and values of its series are replaced, series that came are
 * added, those that went are removed. Whatever else stands there (colours, fonts, labels, axes) stays. `book` is the
 * relation of its workbook.
 */
export function writeNumbers(xml: string, chart: NativeChart, book: string, lang: Lang): string {
  const document = parse(xml, 'chart');
  const left = seriesOf(document);
  const isSameCount = left.length === chart.series.length;
  const taken = chart.series.map(({ name }, at) => {
    const byName = left.findIndex((one) => one && nameOf(one) === name);
    const found = byName >= 0 ? byName : isSameCount ? at : -1;
    const element = found < 0 ? undefined : left[found];
    if (element) left.splice(found, 1, undefined as unknown as Element);
    return element;
  });
  for (const gone of left) if (gone) gone.parentNode?.removeChild(gone);
  for (const [at, series] of chart.series.entries()) {
    const element = taken[at];
    if (element) renew(element, chart, at, lang);
    else add(document, series, fragment(document, seriesXml(chart, at, lang)));
  }
  linkBook(document, book);
  return serialize(document);
}

function renew(series: Element, chart: NativeChart, at: number, lang: Lang): void {
  const document = series.ownerDocument as Document;
  const before = lastPoint(series);
  for (const name of ['idx', 'order']) child(series, 'c', name)?.setAttribute('val', String(at));
  put(series, fragment(document, nameXml(chart, at)), ['tx'], 'order');
  for (const one of children(fragment(document, `<c:box>${dataXml(chart, at)}</c:box>`), 'c', '*'))
    put(series, one, [one.localName ?? ''], 'order');
  const { look, values, lastFormat } = chart.series[at] as NativeSeries;
  const last = values.findLastIndex((value) => value !== null);
  if (look === 'points') {
    const labels = labelsXml(chart, chart.series[at] as NativeSeries, lang);
    if (labels !== '' && child(series, 'c', 'dLbls'))
      put(series, fragment(document, labels), ['dLbls'], 'order');
    return;
  }
  for (const one of [...all(series, 'c', 'dLbl'), ...children(series, 'c', 'dPt')]) {
    const index = child(one, 'c', 'idx');
    if (Number(index?.getAttribute('val')) === before && last >= 0) {
      index?.setAttribute('val', String(last));
      const format = child(one, 'c', 'numFmt');
      // 余 and 约 come and go with the value that was said so; any other format is a hand's.
      if (lastFormat ?? format?.getAttribute('formatCode')?.includes('"'))
        format?.setAttribute('formatCode', lastFormat ?? chart.format);
    } else if (Number(index?.getAttribute('val')) >= values.length) one.parentNode?.removeChild(one);
  }
}

/** Puts a child in the place of the one of that name, else where Office expects it: behind another. */
function put(series: Element, fresh: Element, names: string[], behind: string): void {
  const old = names.flatMap((name) => children(series, 'c', name))[0];
  if (old) series.replaceChild(fresh, old);
  else series.insertBefore(fresh, child(series, 'c', behind)?.nextSibling ?? null);
}

function add(document: Document, { look }: NativeSeries, fresh: Element): void {
  const group = all(document, 'c', GROUPS[look])[0] ?? all(document, 'c', 'ser')[0]?.parentNode;
  if (!group) return;
  const last = children(group as Element, 'c', 'ser').at(-1) ?? child(group as Element, 'c', 'varyColors');
  group.insertBefore(fresh, last?.nextSibling ?? null);
}

/** The index of the last point that has a value. */
function lastPoint(series: Element): number {
  const data = child(series, 'c', 'val') ?? child(series, 'c', 'yVal');
  return Math.max(
    -1,
    ...(data ? all(data, 'c', 'pt') : []).map((point) => Number(point.getAttribute('idx')))
  );
}

function linkBook(document: Document, id: string): void {
  const root = document.documentElement as Element;
  const known = child(root, 'c', 'externalData');
  const fresh = fragment(document, `<c:externalData r:id="${id}"><c:autoUpdate val="0"/></c:externalData>`);
  if (known) root.replaceChild(fresh, known);
  else {
    const after = ['printSettings', 'userShapes', 'extLst']
      .map((name) => child(root, 'c', name))
      .find(Boolean);
    root.insertBefore(fresh, after ?? null);
  }
}

function nameOf(series: Element): string {
  return all(child(series, 'c', 'tx') ?? series, 'c', 'v')[0]?.textContent ?? '';
}

function fragment(document: Document, xml: string): Element {
  const whole = `<c:root xmlns:c="${NS.c}" xmlns:a="${NS.a}" xmlns:r="${NS.r}">${xml}</c:root>`;
  const root = parse(whole, 'fragment').documentElement as Element;
  return document.importNode(root.firstChild as Element, true) as Element;
}
