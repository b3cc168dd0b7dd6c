import { childrenOf, findDivision, levelOf, parentOf } from '../../field/division.ts';
import { ORGANIZATION_TYPE_TITLES, type OrganizationType } from '../../field/organization-type.ts';
import type { Lang } from '../../field/text.ts';
import { formatNumber, formatSigned } from '../../format.ts';
import type { Facts } from '../../indicators/sentences.ts';
import { provenanceOf } from '../../charts/view.ts';
import type { Result } from '../../query/result.ts';
import type { Asking } from './asking.ts';
import { cell, keyOf, number, type KeyFigure } from './key-figures.ts';

export interface Many {
  stock: Result | null;
  growth: Result | null;
  density: Result | null;
  share: Result | null;
  types: Result | null;
  densityAbove: Facts['densityAbove'];
  rank: Facts['rank'];
}

export async function askMany({ ask, region }: Asking): Promise<Many> {
  const parent = parentOf(region);
  const above = parent !== null && levelOf(parent) !== 'national' ? findDivision(parent) : undefined;
  const [stock, growth, density, share, types, aboveDensity, neighbours] = await Promise.all([
    ask('stock'),
    ask('growth'),
    ask('density'),
    ask('share_of_all'),
    ask('structure', { by: 'type' }),
    above ? ask('density', { region: above.code }) : null,
    above ? ask('stock', { region: above.code, by: 'region' }) : null
  ]);
  const densityAbove = number(aboveDensity);
  return {
    ...{ stock, growth, density, share, types },
    densityAbove: above && densityAbove !== null ? { place: above.name, value: densityAbove } : null,
    rank: above && neighbours ? rankOf(region, above.code, neighbours) : null
  };
}

/** The groups by type, most first. */
export function typesOf(types: Result | null): Facts['types'] {
  return (types?.rows ?? [])
    .map((row) => ({
      title: ORGANIZATION_TYPE_TITLES[row[0] as OrganizationType] ?? { zh: '未知', en: 'Unknown' },
      count: cell(types, row, 'numerator') ?? 0,
      share: cell(types, row, 'value')
    }))
    .sort((a, b) => b.count - a.count);
}

export function manyKeys(
  { stock, growth, density, share, types, densityAbove }: Many,
  lang: Lang
): KeyFigure[] {
  const rate = number(growth);
  const yearOnYear =
    rate === null ? '' : `${lang === 'zh' ? '同比' : 'in a year'} ${formatSigned(rate, 'ratio', lang)}`;
  const above = densityAbove
    ? `${densityAbove.place[lang]} ${formatNumber(densityAbove.value, '家/10万人', lang)}`
    : '';
  return [
    ...keyOf(stock, yearOnYear, lang),
    ...keyOf(density, above, lang),
    ...keyOf(share, dateNote(share, lang), lang),
    ...(types
      ? typesOf(types)
          .slice(0, 3)
          .map((type) => typeKey(type, types, lang))
      : [])
  ];
}

/** The place among its neighbours by what their own authorities registered; equal ones share a rank. */
function rankOf(region: string, above: string, result: Result): Facts['rank'] {
  const neighbours = childrenOf(above).map(({ code }) => code);
  const counts = new Map(result.rows.map((row) => [row[0], cell(result, row, 'value') ?? 0]));
  const own = counts.get(region) ?? 0;
  const ahead = neighbours.filter((code) => (counts.get(code) ?? 0) > own).length;
  const kind = levelOf(region) === 'district' ? 'district' : 'city';
  return { position: ahead + 1, of: neighbours.length, kind };
}

function typeKey({ title, count, share }: Facts['types'][number], result: Result, lang: Lang): KeyFigure {
  const total = number(result, 'denominator');
  return {
    id: `structure-${title.en}`,
    title: title[lang],
    value: formatNumber(count, '家', lang),
    note: share === null ? '' : formatNumber(share, 'ratio', lang),
    parts: { numerator: formatNumber(count, '家', lang), denominator: formatNumber(total, '家', lang) },
    provenance: provenanceOf(result, lang)
  };
}

function dateNote(result: Result | null, lang: Lang): string {
  const on = result?.rows[0]?.[result.columns.findIndex(({ name }) => name === 'denominatorOn')];
  if (typeof on !== 'string') return '';
  return lang === 'zh' ? `按 ${on.slice(0, 7)} 公布数` : `of those published ${on.slice(0, 7)}`;
}
