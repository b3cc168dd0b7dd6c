import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import type { Picked, Stop, Switch } from './drawing.ts';
import type { Leads } from './leads.ts';
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

/** The box that says what a stop says. */
export function tipBox(): HTMLElement {
  const tip = element('div', {
    position: 'absolute',
    'z-index': '5',
    'max-width': '280px',
    padding: '8px 10px',
    background: 'var(--card)',
    color: 'var(--ink)',
    border: '1px solid var(--rule)',
    'border-radius': '6px',
    font: '13px/1.5 var(--sans, sans-serif)'
  });
  tip.className = 'chart-tip';
  return tip;
}

/** A button over an entry of the legend, as large as it is drawn. */
export function switchBox({ x, y, width, height }: Switch, scale: number): HTMLButtonElement {
  const px = (n: number) => `${n * scale}px`;
  const place = { left: px(x - 3), top: px(y), width: px(width + 6), height: px(height) };
  const look = { background: 'none', border: '0', padding: '0', cursor: 'pointer' };
  return element('button', { position: 'absolute', ...look, ...place });
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

/** Where the tip goes: beside a point, under a seal so that the pointer can reach its links, under a bar or tile where there is room. */
export function placeTip(tip: HTMLElement, stop: Stop, scale: number, layer: HTMLElement): void {
  const room = {
    width: layer.clientWidth - tip.offsetWidth,
    height: layer.clientHeight - tip.offsetHeight
  };
  const aside = stop.marks.length > 0 ? 4 : 14;
  const right = stop.x * scale + aside;
  let left = right <= room.width ? right : stop.x * scale - aside - tip.offsetWidth;
  let top = stop.marks.length > 0 ? stop.y * scale + 9 : stop.y * scale - tip.offsetHeight / 2;
  if (stop.box) {
    left = ((stop.box.left + stop.box.right) / 2) * scale - tip.offsetWidth / 2;
    const under = stop.box.bottom * scale + 6;
    top = under <= room.height ? under : stop.box.top * scale - 6 - tip.offsetHeight;
  }
  setStyles(tip, {
    left: `${Math.max(0, Math.min(left, room.width))}px`,
    top: `${stop.box ? top : Math.max(0, Math.min(top, Math.max(room.height, 0)))}px`
  });
}

/** What keys and a mouse do with a mark, as buttons for a finger: the mark alone, and the rows behind it. */
export function buttonsOf(picked: Picked, { onPick, onRows }: Leads, lang: Lang): Node[] {
  const row = element('div', { display: 'flex', gap: '8px', 'margin-top': '6px' });
  const add = (name: string, lead: Leads['onPick']) => {
    if (!lead) return;
    const button = element('button', { 'min-height': '36px', padding: '4px 10px' }, name);
    button.type = 'button';
    button.addEventListener('click', () => lead(picked));
    row.append(button);
  };
  add(lang === 'zh' ? '只看它' : 'It alone', onPick);
  add(lang === 'zh' ? '后面的行' : 'Its rows', onRows);
  return row.childElementCount > 0 ? [row] : [];
}
