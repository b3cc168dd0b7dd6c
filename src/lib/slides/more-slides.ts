import { describe } from '../charts/describe.ts';
import type { Answer } from '../charts/spec.ts';
import { textWidth } from '../charts/measure.ts';
import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { cardLines, cardValues } from './cards.ts';
import { keyOf, shapeName, type Identity } from './identity.ts';
import { namingColumns, slideTable, tableRows, tableValues } from './slide-table.ts';
import {
  badge,
  footBox,
  MARGIN,
  paragraphsBox,
  POINTS,
  RATIOS,
  slide,
  textBox,
  title,
  titleBox,
  type Ratio
} from './slide.ts';
import { tableFrame } from './table-xml.ts';
import { paragraph } from './text.ts';
import { footOf, slideWords, type PinMark, type SlideWords } from './words.ts';
import { esc } from './xml.ts';

/** A pinned chart, whichever way a slide shows it. */
export interface Kept {
  answer: Answer;
  mark: PinMark;
  /** As the chart was asked for: null is left open, and moves with the data. */
  asked: { region: string | null; asOf: string | null };
}

/** Where and when a chart was asked for, as a deck keeps it. */
export function askedAt({ region, asOf }: { region?: string; asOf?: string }): Kept['asked'] {
  return { region: region ?? null, asOf: asOf ?? null };
}

/** Slides of a deck besides charts. `lines` may be empty: a title alone parts a deck. */
export type MoreSlide =
  | { kind: 'text'; title: string; lines: readonly string[] }
  | { kind: 'numbers'; title: string; cards: readonly Kept[] }
  | ({ kind: 'table'; text: string } & Kept);

export function moreSlide(one: MoreSlide, ratio: Ratio, lang: Lang): string {
  if (one.kind === 'text') return textSlide(one.title, one.lines, ratio, lang);
  if (one.kind === 'numbers') return cardsSlide(one.title, one.cards, ratio, lang);
  return tableSlide(one, ratio, lang);
}

function textSlide(heading: string, lines: readonly string[], ratio: Ratio, lang: Lang): string {
  const width = RATIOS[ratio].width - 2 * MARGIN;
  if (lines.length === 0)
    return slide(title(heading, { x: MARGIN, y: 2.6, width, height: 1.5 }, 'title', lang, [36, 28]));
  const size = lines.length > 12 ? 14 : lines.length > 7 ? 18 : 22;
  return slide(
    title(heading, titleBox(ratio), 'title', lang, [28, 22]) +
      paragraphsBox(
        3,
        { x: MARGIN, y: 1.55, width, height: 5.3 },
        lines.map((line) => paragraph(line, { size }, lang, SPACED))
      )
  );
}

const SPACED =
  '<a:pPr><a:lnSpc><a:spcPct val="120000"/></a:lnSpc><a:spcBef><a:spcPts val="600"/></a:spcBef></a:pPr>';
/** How many cards stand beside each other, by their number. */
const COLUMNS = [1, 1, 2, 3, 2, 3, 3, 4, 4];

function cardsSlide(heading: string, cards: readonly Kept[], ratio: Ratio, lang: Lang): string {
  const columns = COLUMNS[cards.length] ?? 4;
  const rows = Math.ceil(cards.length / columns);
  const width = (RATIOS[ratio].width - 2 * MARGIN) / columns;
  const height = Math.min(2.4, 4.6 / rows);
  const top = 1.5 + (4.9 - rows * height) / 2;
  const values = cards.map(({ answer }) => cardLines(answer, lang)[1]);
  const most = columns > 3 ? 32 : 44;
  const size = Math.min(...values.map((value) => sizeFitting(value, most, width - 0.3)));
  const boxes = cards.map((card, at) => {
    const [title, value, when] = cardLines(card.answer, lang);
    const x = MARGIN + (at % columns) * width;
    const y = top + Math.floor(at / columns) * height;
    const box = { x, y, width: width - 0.3, height: height - 0.2 };
    const lines = [
      paragraph(title, { size: 16 }, lang),
      paragraph(value, { size, bold: true }, lang),
      paragraph(when, { size: 12, colour: 'tx2' }, lang)
    ];
    return paragraphsBox(10 + at, box, lines, { name: shapeName(keptIdentity('card', card, lang)) });
  });
  const synthetic = cards.some(({ answer }) => answer.synthetic) ? word('synthetic', lang) : '';
  const named = heading || (lang === 'zh' ? '主要数字' : 'Key figures');
  return slide(
    title(named, titleBox(ratio), 'title', lang) +
      boxes.join('') +
      footBox(footOf(cards, lang), ratio, lang) +
      badge(synthetic, ratio, lang)
  );
}

/** Points at which a card's value stands on one line. */
function sizeFitting(text: string, most: number, inches: number): number {
  const needed = textWidth(text, most, true) / POINTS;
  return Math.max(18, Math.min(most, Math.floor((most * inches) / needed)));
}

/** The identity of a card or a table; its key tells whether a hand has changed what it shows. */
export function keptIdentity(kind: 'card' | 'table', { answer, mark }: Kept, lang: Lang): Identity {
  const shown =
    kind === 'card'
      ? cardValues(cardLines(answer, lang))
      : tableValues(tableRows(answer, lang), namingColumns(answer, lang));
  return { slug: answer.slug, pin: mark.pin, key: keyOf(answer.slug, mark.pin, shown) };
}

/** What is said beside a table on its slide, and aloud of it. */
export function tableWords({ answer, mark }: Kept, lang: Lang): SlideWords {
  const words = slideWords(answer, mark, null, lang);
  const foot = footOf([{ answer, mark }], lang, slideTable(answer, lang).leftOut);
  return { ...words, subtitle: '', foot, notes: [describe(answer, lang)] };
}

function tableSlide(kept: Kept & { text: string }, ratio: Ratio, lang: Lang): string {
  const { text } = kept;
  const words = tableWords(kept, lang);
  const { columns, rows } = slideTable(kept.answer, lang);
  const width = RATIOS[ratio].width - 2 * MARGIN;
  const name = shapeName(keptIdentity('table', kept, lang));
  const properties = `<p:cNvPr id="4" name="${esc(name)}" descr="${esc(words.notes[0] ?? '')}"/>`;
  return slide(
    title(words.title, titleBox(ratio), 'title', lang) +
      (text === ''
        ? ''
        : textBox(3, { x: MARGIN, y: 1.12, width, height: 0.36 }, [text], lang, {
            style: { size: 13, colour: 'tx2' }
          })) +
      tableFrame(properties, columns, rows, width, lang) +
      footBox(words.foot, ratio, lang) +
      badge(words.synthetic, ratio, lang)
  );
}
