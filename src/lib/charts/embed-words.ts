import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import { definitionNames } from '../query/definition-title.ts';
import { sourceTitle } from '../query/result.ts';
import { BANDS } from './bands.ts';
import { breakNotes } from './describe.ts';
import { wrap } from './measure.ts';
import { heightOf } from './option.ts';
import { versionName } from './passage.ts';
import type { Answer } from './spec.ts';
import { circled, word } from './words.ts';

/** What stands under an embedded chart: what is not drawn, why its line breaks, where its numbers come from. */
export interface EmbedWords {
  breaks: string[];
  notes: string[];
  source: string;
}

const MOST_SOURCES = 2;

/** `pin` is null for a live chart. */
export function embedWords(answer: Answer, pin: number | null, lang: Lang): EmbedWords {
  const comma = lang === 'zh' ? '、' : ', ';
  const { results } = answer;
  const sources = unique(results.flatMap((one) => one.sources.map((source) => sourceTitle(source, lang))));
  const definitions = definitionNames(results, lang);
  const versions = unique(
    results.flatMap((one) =>
      Object.entries(one.versions).map(([dataset, version]) => versionName({ dataset, version }, lang))
    )
  );
  const told = [
    ...(sources.length > 0 ? [word('source', lang) + sources.slice(0, MOST_SOURCES).join(comma)] : []),
    ...(definitions.length > 0 ? [word('definition', lang) + definitions.join(comma)] : []),
    word('asOf', lang) + formatDate(answer.asOf, lang),
    ...versions,
    ...(pin === null ? [] : [lang === 'zh' ? `定稿第${pin}稿` : `Pin ${pin}`])
  ];
  const breaks = breakNotes(answer, lang).map((note) => note.replace(/^\d+/, (n) => circled(Number(n))));
  return { breaks, notes: (answer.notes ?? []).map((note) => note[lang]), source: told.join(' · ') };
}

/** The embed's own style, px: a page that cannot hear its height is told one beforehand. */
export const EMBED_STYLE = {
  padX: 14,
  padY: 12,
  title: 16,
  text: 12,
  lineHeight: 1.6,
  gap: 2,
  wideFrom: 520
};

/** About how high an embed of `width` px is, px; a little more rather than less, because faces differ. */
export function embedHeight(answer: Answer, lang: Lang, width: number, hasTitle: boolean): number {
  const { padX, padY, title, text, lineHeight, gap, wideFrom } = EMBED_STYLE;
  const inner = Math.max(1, width - 2 * padX);
  const band = BANDS[width >= wideFrom ? 'wide' : 'narrow'];
  const block = (words: string, size: number) =>
    wrap(words, inner, size).length * size * lineHeight + (size === text ? 2 * gap : 0);
  const { breaks, notes, source } = embedWords(answer, null, lang);
  const head = hasTitle ? block(answer.title[lang], title) + block(answer.subtitle[lang], text) : 0;
  const foot = [...notes, ...breaks.slice(0, 1), `${source} · Yinli`].map((line) => block(line, text));
  const drawing = (heightOf(answer, { lang, width: band }) * inner) / band;
  return Math.ceil(2 * padY + head + drawing + foot.reduce((sum, height) => sum + height, 0));
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
