import type { Text } from '../field/text.ts';
import { yearsBefore } from '../field/period.ts';
import type { Article, Figure } from './article.ts';
import { overlap, rangeOfFigure, TOLERANCES, type Tolerances } from './range.ts';

/** 勾稽: whether figures of one text fit each other. Shown beside the text, never corrected. */
export interface Reconciliation {
  kind: 'parts' | 'growth';
  fits: boolean;
  figures: string[];
  message: Text;
}

/** Parts by type against their total, printed growth against printed levels, as far as one article gives both. */
export function reconcile(
  article: Pick<Article, 'figures'>,
  tolerances: Tolerances = TOLERANCES
): Reconciliation[] {
  const stocks = article.figures.filter(({ indicator }) => indicator === 'stock');
  const totals = stocks.filter(({ type }) => !type);
  const growths = article.figures.filter(({ indicator, unit }) => indicator === 'growth' && unit === '%');
  return [
    ...totals.flatMap((total) => partsOf(total, stocks, tolerances)),
    ...growths.flatMap((growth) => growthOf(growth, totals, tolerances))
  ];
}

function partsOf(total: Figure, stocks: readonly Figure[], tolerances: Tolerances): Reconciliation[] {
  const parts = stocks.filter((part) => part.type && isOneKey(part, total) && part.asOf === total.asOf);
  const types = new Set(parts.map(({ type }) => type));
  if (
    types.size !== parts.length ||
    !['association', 'service', 'foundation'].every((type) => types.has(type))
  )
    return [];
  const ranges = parts.map((part) => rangeOfFigure(part, tolerances));
  const sum = {
    low: ranges.reduce((low, range) => low + range.low, 0),
    high: ranges.reduce((high, range) => high + range.high, 0),
    includesLow: true,
    includesHigh: true
  };
  const fits = overlap(sum, rangeOfFigure(total, tolerances));
  const added = parts.reduce((all, { value }) => all + value, 0);
  const [zhParts, enParts] = [
    parts.map(({ text }) => text).join(' + '),
    `${parts.map(({ value }) => value).join(' + ')}`
  ];
  return [
    {
      kind: 'parts',
      fits,
      figures: [total, ...parts].map(({ id }) => id),
      message: fits
        ? {
            zh: `各部分相加与总数相符：${zhParts} = ${added}，总数 ${total.text}。`,
            en: `The parts add up: ${enParts} = ${added}, total ${total.value}.`
          }
        : {
            zh: `各部分相加与总数不合：${zhParts} = ${added}，总数 ${total.text}。`,
            en: `The parts do not add up: ${enParts} = ${added}, total ${total.value}.`
          }
    }
  ];
}

function growthOf(growth: Figure, totals: readonly Figure[], tolerances: Tolerances): Reconciliation[] {
  const now = totals.find((total) => isOneKey(total, growth) && total.asOf === growth.asOf);
  const before = totals.find(
    (total) => isOneKey(total, growth) && total.asOf === yearsBefore(growth.asOf, 1)
  );
  if (!now || !before || before.value <= 0) return [];
  const [high, low] = [rangeOfFigure(now, tolerances), rangeOfFigure(before, tolerances)];
  const possible = {
    low: (high.low / low.high - 1) * 100,
    high: (high.high / Math.max(low.low, 1) - 1) * 100,
    includesLow: true,
    includesHigh: true
  };
  const fits = overlap(possible, rangeOfFigure(growth, tolerances));
  const rate = `${((now.value / before.value - 1) * 100).toFixed(1)}%`;
  const [zh, en] = [
    `${before.text} → ${now.text}，重算为 ${rate}，文中为 ${growth.text}`,
    `${before.value} → ${now.value} is ${rate}, the text says ${growth.value}%`
  ];
  return [
    {
      kind: 'growth',
      fits,
      figures: [growth, now, before].map(({ id }) => id),
      message: fits
        ? { zh: `增长率与两个数相符：${zh}。`, en: `The rate fits the levels: ${en}.` }
        : { zh: `增长率与两个数不合：${zh}。`, en: `The rate does not fit the levels: ${en}.` }
    }
  ];
}

function isOneKey(a: Figure, b: Figure): boolean {
  return a.region === b.region && a.definition === b.definition;
}

/** Two figures of different reports on the same key that cannot both be true. */
export interface Contradiction {
  one: { slug: string; figure: Figure };
  other: { slug: string; figure: Figure };
}

/** Figures of different articles (reprints of one another left out by `family`) that exclude each other. */
export function contradictionsAmong(
  articles: readonly Article[],
  family: (article: Article) => string,
  tolerances: Tolerances = TOLERANCES
): Contradiction[] {
  const all = articles.flatMap((article) =>
    article.figures
      .filter(({ indicator }) => indicator !== null && indicator !== 'attendance')
      .map((figure) => ({ slug: article.slug, family: family(article), figure }))
  );
  const groups = new Map<string, typeof all>();
  for (const item of all) {
    const { indicator, region, asOf, type, definition, unit, part } = item.figure;
    const key = JSON.stringify([
      indicator,
      part ?? null,
      region,
      asOf,
      type ?? null,
      definition ?? 'tech-local',
      unit
    ]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((one, at) =>
      group
        .slice(at + 1)
        .filter(
          (other) =>
            other.family !== one.family &&
            !overlap(rangeOfFigure(one.figure, tolerances), rangeOfFigure(other.figure, tolerances))
        )
        .map((other) => ({
          one: { slug: one.slug, figure: one.figure },
          other: { slug: other.slug, figure: other.figure }
        }))
    )
  );
}
