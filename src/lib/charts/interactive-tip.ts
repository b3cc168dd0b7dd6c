import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import type { Stop } from './drawing.ts';
import type { ReportMark } from './spec.ts';

type Styles = Partial<Record<string, string>>;

/** An element with its styles set one by one: a page whose policy forbids inline styles allows this. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  styles: Styles = {},
  text = ''
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  setStyles(made, { 'box-sizing': 'border-box', ...styles });
  if (text !== '') made.textContent = text;
  return made;
}

export function setStyles(target: HTMLElement, styles: Styles): void {
  for (const [name, value] of Object.entries(styles)) target.style.setProperty(name, value ?? null);
}

/** Where a report's figure stands highlighted. */
export function hrefOf(mark: ReportMark): string {
  return `/reports/${encodeURIComponent(mark.slug)}#${encodeURIComponent(mark.figure)}`;
}

/** What a stop says, as nodes: its title and values, the passages of its reports with the figure in cinnabar. */
export function tipOf(stop: Stop, lang: Lang, chosen: number | null = null): Node[] {
  const nodes: Node[] = [];
  if (stop.title !== '') nodes.push(element('div', { color: 'var(--soft)' }, stop.title));
  for (const [at, line] of stop.lines.entries()) {
    const row = element('div', { display: 'flex', gap: '12px', 'justify-content': 'space-between' });
    if (at === chosen && stop.lines.length > 1)
      setStyles(row, { 'box-shadow': 'inset 2px 0 var(--ink)', 'padding-left': '6px' });
    if (line.name !== '') row.append(element('span', {}, line.name));
    const tone = line.cinnabar ? 'var(--cinnabar)' : 'var(--ink)';
    if (line.value !== '')
      row.append(element('strong', { color: tone, 'white-space': 'nowrap' }, line.value));
    nodes.push(row);
  }
  return [...nodes, ...stop.marks.map((mark) => passageOf(mark, lang))];
}

function passageOf(mark: ReportMark, lang: Lang): Node {
  const block = element('div', {
    'border-left': '2px solid var(--cinnabar)',
    'padding-left': '8px',
    margin: '2px 0'
  });
  const link = element('a', { 'font-weight': '600', color: 'inherit' }, mark.headline);
  link.href = hrefOf(mark);
  const passage = element('div');
  passage.append(mark.before, element('strong', { color: 'var(--cinnabar)' }, mark.text), mark.after);
  const by = element(
    'div',
    { color: 'var(--soft)' },
    `${mark.publisher} · ${formatDate(mark.publishedOn, lang)}`
  );
  block.append(link, by, passage);
  return block;
}

/** The same in one line of words, for the live region. */
export function wordsOf(stop: Stop, lang: Lang, chosen: number | null = null): string {
  const [comma, stopMark] = lang === 'zh' ? ['，', '。'] : [', ', '. '];
  const meant = stop.lines[chosen ?? -1];
  const lines = (meant ? [meant] : stop.lines).map((line) => `${line.name} ${line.value}`.trim());
  const marks = stop.marks.map(
    (m) => `${m.publisher}${comma}${m.headline}${stopMark}${m.before}${m.text}${m.after}`
  );
  return [[stop.title, ...lines].filter((part) => part !== '').join(comma), ...marks]
    .filter((part) => part !== '')
    .join(stopMark);
}
