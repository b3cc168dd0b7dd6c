import { parse as parseYaml, stringify } from 'yaml';
import { z } from 'zod';
import { PRECISIONS } from '../field/precision.ts';
import { PARTS } from './part.ts';
import { Refusal } from '../error.ts';

export const CERTAINTIES = ['high', 'medium', 'low'] as const;

export const STATES = ['confirmed', 'corrected', 'rejected'] as const;

export const figureSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  paragraph: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  text: z.string().min(1),
  value: z.number(),
  valueTo: z.number().optional(),
  unit: z.string(),
  precision: z.enum(PRECISIONS),
  subject: z.string(),
  indicator: z.string().nullable(),
  definition: z.string().nullable(),
  type: z.string().nullable().optional(),
  /** What of the indicator is counted, where not its value: 应报2035家 is the denominator of the filing rate. */
  part: z.enum(PARTS).nullable().optional(),
  region: z.string().regex(/^\d{6}$/),
  asOf: z.iso.date(),
  /** The words that leave open which region is meant (鼓楼区, 全市): it is not checked until a person has said. */
  guessedPlace: z.string().optional(),
  /** The bound itself is claimed (不足, 至少), not nearness to it. */
  isBound: z.boolean().optional(),
  /** The step of the last digit written, where the value alone does not tell: 1882.70万 → 100. */
  roundedTo: z.number().positive().optional(),
  /** A rate printed without its minus: 下降 2.3%. */
  isFalling: z.boolean().optional(),
  /** How sure the rules are of what they understood; absent when a person marked it. */
  certainty: z.enum(CERTAINTIES).optional(),
  /** What a person made of it; absent while nobody has looked. */
  state: z.enum(STATES).optional(),
  /** What was understood before a person corrected it. */
  found: z.record(z.string(), z.unknown()).optional()
});

const frontMatterSchema = z.object({
  headline: z.string().min(1),
  publisher: z.string(),
  publishedOn: z.iso.date(),
  url: z.string().nullable(),
  reprintOf: z.string().nullable().optional(),
  /** The report that this one is again, as recognised; `reprintOf` when a person said so. */
  duplicateOf: z.string().nullable().optional(),
  retold: z.boolean().optional(),
  figures: z.array(figureSchema)
});

/** 数字: a number in a report's text; `start` and `end` are UTF-16 offsets into its paragraph. */
export type Figure = z.infer<typeof figureSchema>;

/** Whether nobody has said yet which place the words mean: such a figure is held against nothing. */
export function isPlaceOpen({ guessedPlace, state }: Figure): boolean {
  return guessedPlace !== undefined && state === undefined;
}

/** 报道: an article and its figures. `paragraphs` leave out headings, which stand in `headings` by paragraph. */
export interface Article extends z.infer<typeof frontMatterSchema> {
  slug: string;
  paragraphs: string[];
  /** Headings by the index of the paragraph they stand above. */
  headings: Record<number, string>;
  /** Numbers that a person said are no figures; kept, so that they are not found again. */
  rejected: Figure[];
}

/** Reads Markdown with front matter. Refuses (400) one whose front matter is off or whose spans miss their text. */
export function parseArticle(slug: string, source: string): Article {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n'));
  const checked = frontMatterSchema.safeParse(match ? readYaml(match[1] ?? '') : undefined);
  if (!checked.success) throw badReport(slug, checked.error.issues[0]?.path.join('.') ?? 'front matter');
  const paragraphs: string[] = [];
  const headings: Record<number, string> = {};
  for (const block of (match?.[2] ?? '').split(/\n{2,}/)) {
    const text = block.trim();
    if (text.startsWith('## ')) headings[paragraphs.length] = text.slice(3).trim();
    else if (text !== '') paragraphs.push(text);
  }
  for (const figure of checked.data.figures) {
    const slice = paragraphs[figure.paragraph]?.slice(figure.start, figure.end);
    if (slice !== figure.text) throw badReport(slug, `${figure.id}: “${figure.text}” / “${slice ?? ''}”`);
  }
  const { figures, ...about } = checked.data;
  const isRejected = ({ state }: Figure) => state === 'rejected';
  return {
    slug,
    ...about,
    figures: figures.filter((figure) => !isRejected(figure)),
    rejected: figures.filter(isRejected),
    paragraphs,
    headings
  };
}

/** The article as Markdown with front matter, as `parseArticle` reads it. */
export function formatArticle(article: Omit<Article, 'slug'>): string {
  const { paragraphs, headings, figures, rejected, headline, publisher, publishedOn, url } = article;
  const { reprintOf = null, duplicateOf = null, retold = false } = article;
  const all = [...figures, ...rejected].sort((a, b) => a.paragraph - b.paragraph || a.start - b.start);
  const head = { headline, publisher, publishedOn, url, reprintOf, duplicateOf, retold, figures: all };
  const blocks = paragraphs.flatMap((text, at) =>
    headings[at] === undefined ? [text] : [`## ${headings[at]}`, text]
  );
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${blocks.join('\n\n')}\n`;
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return undefined;
  }
}

function badReport(slug: string, where: string): Refusal {
  return new Refusal(400, 'bad-report', {
    zh: `报道 ${slug} 的头信息有误：${where}。`,
    en: `The front matter of the report ${slug} is off: ${where}.`
  });
}
