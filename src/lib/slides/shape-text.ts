import { esc } from './xml.ts';

const PARAGRAPH = /<a:p\b[^>]*>[\s\S]*?<\/a:p>/g;
const TEXT = /(<a:t\b[^>]*>)([^<]*)(<\/a:t>)/g;

/** Edits the nth shape (text box, frame or picture) of a name in the text of its slide; everything else stays. */
export function editShape(
  xml: string,
  { name, nth }: { name: string; nth: number },
  edit: (shape: string) => string
): string {
  let seen = -1;
  for (const found of xml.matchAll(/<p:cNvPr\b[^>]*?\bname="([^"]*)"/g)) {
    if (unescape(found[1] ?? '') !== name) continue;
    seen += 1;
    if (seen < nth) continue;
    const opened = [...xml.slice(0, found.index).matchAll(/<p:(sp|graphicFrame|pic)[\s>]/g)].at(-1);
    const close = `</p:${opened?.[1] ?? ''}>`;
    const end = xml.indexOf(close, found.index);
    if (!opened || end < 0) return xml;
    const to = end + close.length;
    return xml.slice(0, opened.index) + edit(xml.slice(opened.index, to)) + xml.slice(to);
  }
  return xml;
}

/** A slide without the text boxes that say nothing but this. */
export function withoutShape(xml: string, text: string): string {
  return xml.replace(/<p:sp\b[^>]*>[\s\S]*?<\/p:sp>/g, (shape) => (textIn(shape) === text ? '' : shape));
}

/** A shape under another name. */
export function renamed(shape: string, to: string): string {
  return shape.replace(/(<p:cNvPr\b[^>]*?\bname=")[^"]*/, (_, before: string) => before + esc(to));
}

/** The text of a piece of XML, however a program has cut it into runs. */
export function textIn(xml: string): string {
  return [...xml.matchAll(TEXT)].map(([, , text]) => unescape(text ?? '')).join('');
}

/** Paragraphs whose whole text is one of `words` say what stands for it there. */
export function replaceParagraphs(xml: string, words: ReadonlyMap<string, string>): string {
  return xml.replace(PARAGRAPH, (paragraph) => {
    const text = textIn(paragraph);
    const fresh = words.get(text);
    return text === '' || fresh === undefined || fresh === text ? paragraph : withText(paragraph, fresh);
  });
}

/** A further paragraph, with the looks of the first that says `text`, behind it; not when it is there already. */
export function besideParagraph(xml: string, text: string, further: string): string {
  const paragraphs = [...xml.matchAll(PARAGRAPH)];
  const found = paragraphs.find(([one]) => textIn(one) === text);
  if (!found || paragraphs.some(([one]) => textIn(one) === further)) return xml;
  const end = found.index + found[0].length;
  return xml.slice(0, end) + withText(found[0], further) + xml.slice(end);
}

/**
 * Another text in a paragraph or cell: the runs at both ends that say the same stay, the first of the others takes
 * what is new, so that a unit of another size keeps it. Where there was no run, one with the paragraph's looks comes.
 */
export function withText(xml: string, text: string): string {
  const runs = [...xml.matchAll(TEXT)].map(([, , said]) => unescape(said ?? ''));
  if (runs.length === 0) return withRun(xml, text);
  let [left, right] = [sameRuns(runs, text), 0];
  let rest = text.slice(runs.slice(0, left).join('').length);
  while (right < runs.length - left - 1) {
    const last = runs[runs.length - 1 - right] ?? '';
    if (last === '' || !rest.endsWith(last)) break;
    rest = rest.slice(0, rest.length - last.length);
    right += 1;
  }
  if (left === runs.length) {
    left -= 1;
    rest = (runs[left] ?? '') + rest;
  }
  let at = -1;
  return xml.replace(TEXT, (whole, open: string, _, close: string) => {
    at += 1;
    if (at < left || at >= runs.length - right) return whole;
    return open + (at === left ? esc(rest) : '') + close;
  });
}

/** How many runs at the beginning say how the text begins. */
function sameRuns(runs: readonly string[], text: string): number {
  let said = '';
  const differs = runs.findIndex((run) => {
    said += run;
    return !text.startsWith(said);
  });
  return differs < 0 ? runs.length : differs;
}

function withRun(xml: string, text: string): string {
  if (text === '') return xml;
  const end = /<a:endParaRPr\b([^>]*?)(?:\/>|>([\s\S]*?)<\/a:endParaRPr>)/.exec(xml);
  const looks = end ? `<a:rPr${end[1] ?? ''}>${end[2] ?? ''}</a:rPr>` : '';
  const run = `<a:r>${looks}<a:t>${esc(text)}</a:t></a:r>`;
  if (end) return xml.slice(0, end.index) + run + xml.slice(end.index);
  return xml.replace(/<a:p\b([^>]*)\/>/, '<a:p$1></a:p>').replace('</a:p>', () => `${run}</a:p>`);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(hex as string, 16) : decimal ? Number(decimal) : null;
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ENTITIES[name as string] ?? whole;
  });
}
