import { dialectOf, OUR_DIALECT, type DialectSettings } from './dialect.ts';
import { headRecords, type HeadRecord } from './head.ts';
import { isFooter, isIndented, isLabel, isTitle, isYear } from './looks.ts';
import type { Delimiter, Quote, Settings } from './settings.ts';
import { planTable, usualWidth } from './table.ts';

/** Preference among delimiters that explain a file equally well. */
const LIKELIHOOD: [Delimiter, number][] = [
  [',', 1],
  ['\t', 0.995],
  [';', 0.99],
  ['|', 0.98],
  ['，', 0.95],
  ['；', 0.93],
  ['、', 0.9],
  [' ', 0.6]
];
const SOUGHT_RECORDS = 500;
const HEADER_LINES = 16;
/** Padding is of nearly every cell: the beginning tells. */
const PADDED_BYTES = 100_000;

interface Weighed {
  dialect: DialectSettings;
  score: number;
  width: number;
}

/**
 * Finds how a file is cut from UTF-8 pieces of it, whole lines each, the first from the file's beginning: the
 * dialect under which most records have one width and the first of them reads like a header.
 */
export function detectDialect(
  pieces: readonly Uint8Array[],
  isWhole: boolean,
  wishes: Settings
): DialectSettings {
  const directive = wishes.delimiter === undefined ? sepDirective(pieces[0]) : undefined;
  const delimiter = wishes.delimiter ?? directive;
  const known = (dialect: DialectSettings): DialectSettings => ({
    delimiter: delimiter ?? dialect.delimiter,
    quote: wishes.quote ?? dialect.quote,
    escape: wishes.escape ?? dialect.escape,
    padding: wishes.padding ?? dialect.padding
  });
  const text = pieces.map((piece) => new TextDecoder().decode(piece)).join('\n');
  const quotes = quotesIn(text).filter((quote) => wishes.quote === undefined || quote === wishes.quote);
  const weigh = (bare: DialectSettings, likelihood = 1): Weighed => {
    const padding = wishes.padding ?? paddingOf(pieces, isWhole, bare);
    const dialect = { ...bare, padding };
    const { score, width } = scoreOf(pieces, isWhole, dialect);
    return { dialect, score: score * likelihood, width };
  };
  const candidates: Weighed[] = [];
  for (const [one, likelihood] of LIKELIHOOD) {
    if (delimiter === undefined ? !text.includes(one) : one !== delimiter) continue;
    for (const [k, quote] of (quotes.length > 0 ? quotes : ['"' as const]).entries()) {
      const share = wrapsHeader(text, quote) ? 1.25 : 1 - k * 0.03;
      candidates.push(weigh(known({ ...OUR_DIALECT, delimiter: one, quote }), likelihood * share));
    }
  }
  candidates.sort((one, other) => other.score - one.score);
  let [best] = candidates;
  if (!best || (best.score < 0.35 && delimiter === undefined)) return known(OUR_DIALECT);
  best =
    candidates.find(({ score, width }) => score >= best!.score * 0.97 && width > best!.width * 1.5) ?? best;
  let found = best.dialect;
  if (wishes.escape === undefined && text.includes(`\\${found.quote}`) && found.quote !== '') {
    const escaped = weigh({ ...found, escape: 'backslash' });
    if (escaped.score > weigh(found).score + 0.001) found = escaped.dialect;
  }
  return found;
}

/** The first line `sep=;` that spreadsheets write and read. */
function sepDirective(head: Uint8Array | undefined): Delimiter | undefined {
  const line = new TextDecoder().decode(head?.subarray(0, 16));
  const found = /^sep=(.)[\r\n]/u.exec(line)?.[1];
  return LIKELIHOOD.find(([delimiter]) => delimiter === found)?.[0];
}

/** `"` unless other quotes stand around whole cells; those only when cells open and close with them. */
function quotesIn(text: string): Quote[] {
  const edges = (open: string, close: string) => {
    const plain = `[^${open}${close}\\n]*`;
    const inside = open === close ? `${plain}(?:${close}${close}${plain})*` : plain;
    const whole = `(?:^|[,;\\t|，；、\\n\\r])[ ]?${open}${inside}${close}(?=[ \\t]?(?:$|[,;\\t|，；、\\n\\r]))`;
    return text.match(new RegExp(whole, 'g'))?.length ?? 0;
  };
  const opens = (open: string) =>
    text.match(new RegExp(`(?:^|[,;\\t|，；、\\n\\r])[ ]?${open}`, 'g'))?.length ?? 0;
  const found: Quote[] = ['"'];
  for (const [open, close] of [
    ["'", "'"],
    ['“', '”']
  ] as const) {
    const whole = edges(open, close);
    if (whole > 1 && whole * 10 > opens(open) * 8 && edges('"', '"') === 0) found.push(open);
  }
  return found;
}

/** One of the first lines has all of its cells, two or more, in quotes other than `"`: the header. */
function wrapsHeader(text: string, quote: Quote): boolean {
  if (quote === '"' || quote === '') return false;
  const close = quote === '“' ? '”' : quote;
  const cell = `${quote}[^${quote}${close}]*${close}`;
  const header = new RegExp(`^(?:${cell})?(?:[,;\\t|，；、] ?(?:${cell})?)*$`);
  const lines = text.slice(0, 10_000).split(/\r\n|[\r\n]/, HEADER_LINES);
  return lines.some((line) => line.split(quote).length > (quote === '“' ? 2 : 4) && header.test(line));
}

function scoreOf(
  pieces: readonly Uint8Array[],
  isWhole: boolean,
  settings: DialectSettings
): { score: number; width: number } {
  const dialect = dialectOf(settings);
  const [head = new Uint8Array(0), ...others] = pieces;
  const first = headRecords(head, 0, head.length, dialect, SOUGHT_RECORDS, isWhole);
  const rest = others.flatMap((piece) =>
    headRecords(piece, 0, piece.length, dialect, SOUGHT_RECORDS / 4, true)
  );
  const width = usualWidth([...first, ...rest]);
  if (width < 2) return { score: 0, width };
  const plan = planTable(first);
  const from = plan?.titles ?? 0;
  const body = [...first.slice(from), ...rest].filter((record) => !isAside(record));
  const fitting = body.filter(({ cells }) => cells.length === width);
  const doubtful = body.filter(({ isDoubtful }) => isDoubtful).length;
  const share = fitting.length / Math.max(1, body.length);
  const header = first[from]?.cells ?? [];
  const isHeaderOk = header.length === width && header.every((cell) => cell === '' || isLabel(cell));
  const names = header.filter((cell) => cell !== '' && !isYear(cell) && !/[,;\t|，；、]/.test(cell)).length;
  const headerShare = isHeaderOk
    ? 0.6 + (0.4 * names) / Math.max(1, header.length)
    : header.length === width
      ? 0.5
      : 0.35;
  const isExotic = '，；、 '.includes(settings.delimiter);
  if (isExotic && (header.length !== width || share < 0.8)) return { score: 0, width };
  if (settings.delimiter === ' ' && (share < 1 || width < 3 || fitting.length < 4))
    return { score: 0, width };
  return { score: share * headerShare * (1 - (0.5 * doubtful) / Math.max(1, body.length)), width };
}

/** Footers and titles say nothing of how records are cut. */
function isAside({ cells }: HeadRecord): boolean {
  const [first = ''] = cells;
  return (
    cells.filter((cell) => cell !== '').length === 1 &&
    (isFooter(first) || isIndented(first) || isTitle(first))
  );
}

/** Blanks after nearly every delimiter, or a TAB at the end of nearly every cell. */
function paddingOf(
  pieces: readonly Uint8Array[],
  isWhole: boolean,
  found: DialectSettings
): DialectSettings['padding'] {
  const [bytes = new Uint8Array(0)] = pieces;
  const isAll = isWhole && bytes.length <= PADDED_BYTES;
  const head = bytes.subarray(0, PADDED_BYTES);
  const text = new TextDecoder().decode(isAll ? head : head.subarray(0, head.lastIndexOf(10) + 1));
  const share = (padded: RegExp, all: RegExp) => {
    const count = text.match(all)?.length ?? 0;
    return count > 1 ? (text.match(padded)?.length ?? 0) / count : 0;
  };
  const delimiter = found.delimiter.replace('|', '\\|');
  if (found.delimiter === ' ') return 'none';
  if (found.delimiter !== '\t') {
    if (
      share(
        new RegExp(`[^${delimiter}\\r\\n]\\t${delimiter}`, 'g'),
        new RegExp(`[^${delimiter}\\r\\n]${delimiter}`, 'g')
      ) > 0.9
    )
      return 'tab';
  }
  if (share(new RegExp(`${delimiter} +`, 'g'), new RegExp(`${delimiter}(?![${delimiter}\\r\\n])`, 'g')) > 0.9)
    return 'space';
  return 'none';
}
