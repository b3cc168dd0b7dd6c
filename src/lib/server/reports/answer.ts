import type { Lang } from '../../field/text.ts';
import type { Article } from '../../reports/article.ts';
import type { Doubt } from '../../reports/draft.ts';
import * as reports from '../reports.ts';

/** A report's figures as the contract has them, each with its check, reasons in one language. */
export async function figuresIn(article: Article, lang: Lang) {
  return Promise.all(
    article.figures.map(async (figure) => {
      const { reason, then, ...check } = await reports.check(article, figure);
      const before = then && { then: { ...then, reason: then.reason[lang] } };
      return { ...figure, check: { ...check, reason: reason[lang], ...before } };
    })
  );
}

/** What POST /api/reports answers. */
export async function createdAnswer(report: Article, doubts: readonly Doubt[], lang: Lang) {
  const { slug, headline, publishedOn, publisher, url, duplicateOf } = report;
  return {
    ...{ slug, headline, publishedOn, publisher, url },
    figures: await figuresIn(report, lang),
    ...(duplicateOf ? { duplicateOf } : {}),
    doubts: doubts.map(({ code, message }) => ({ code, message: message[lang] }))
  };
}
