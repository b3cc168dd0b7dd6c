import type { Article } from './article.ts';
import { essenceOf } from './similarity.ts';

/** What the list of reports is narrowed to; empty or absent means all. */
export interface ReportFilter {
  q?: string;
  publisher?: string;
  region?: string;
  indicator?: string;
  from?: string;
  to?: string;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a question, also where Chinese has no spaces between them. */
export function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => essenceOf(segment))
    .filter((word) => word !== '');
}

/** The articles that hold every word asked for and fit the filters, those that hold the words most often first. */
export function searchArticles(articles: readonly Article[], filter: ReportFilter): Article[] {
  const words = wordsOf(filter.q ?? '');
  const fitting = articles.filter(
    ({ publisher, publishedOn, figures }) =>
      (!filter.publisher || publisher === filter.publisher) &&
      (!filter.from || publishedOn >= filter.from) &&
      (!filter.to || publishedOn <= filter.to) &&
      (!filter.region || figures.some(({ region }) => region === filter.region)) &&
      (!filter.indicator || figures.some(({ indicator }) => indicator === filter.indicator))
  );
  if (words.length === 0) return fitting;
  return fitting
    .map((article) => ({ article, score: scoreOf(article, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ article }) => article);
}

/** How often the words stand in the text, a headline counting five times; 0 when one of them is missing. */
function scoreOf({ headline, publisher, paragraphs }: Article, words: readonly string[]): number {
  const [title, text] = [essenceOf(headline), essenceOf([publisher, ...paragraphs].join(''))];
  const counts = words.map((word) => 5 * occurrences(title, word) + occurrences(text, word));
  return counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count, 0);
}

function occurrences(text: string, word: string): number {
  return text.split(word).length - 1;
}
