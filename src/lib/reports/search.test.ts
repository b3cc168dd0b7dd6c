import { expect, it } from 'vitest';
import type { Article } from './article.ts';
import { searchArticles, wordsOf } from './search.ts';

const article = (slug: string, headline: string, text: string, publishedOn = '2024-01-01'): Article => ({
  ...{ slug, headline, publisher: '示例日报', publishedOn, url: null, paragraphs: [text], headings: {} },
  ...{ figures: [], rejected: [] }
});
const ARTICLES = [
  article('a', '科技类社会组织稳步发展', '广州的基金会数量平稳。'),
  article('b', '年度通报', '科技创新带动产业，社会组织参与其中。', '2023-06-01'),
  article('c', '其他消息', '与此无关的一段话。')
];
const found = (filter: Parameters<typeof searchArticles>[1]) =>
  searchArticles(ARTICLES, filter).map(({ slug }) => slug);

it('finds the words of a Chinese question without spaces, headlines first', () => {
  expect(wordsOf('科技社会组织')).toContain('科技');
  expect(found({ q: '科技社会组织' })).toEqual(['a', 'b']);
  expect(found({ q: '基金会' })).toEqual(['a']);
  expect(found({ q: '火星' })).toEqual([]);
  expect(found({ q: ' ，。' })).toEqual(['a', 'b', 'c']);
});

it('narrows by date and publisher', () => {
  expect(found({ from: '2023-12-31' })).toEqual(['a', 'c']);
  expect(found({ to: '2023-12-31', q: '科技' })).toEqual(['b']);
  expect(found({ publisher: '没有' })).toEqual([]);
});
