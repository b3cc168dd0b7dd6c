import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import type { Provenance } from './view.ts';
import { word } from './words.ts';

/** What a copied sentence must not lose: where, on what day, and whether the data is real. */
export interface Whence {
  place: string;
  asOf: string;
  synthetic: boolean;
}

/** The line under a copied sentence: place, as of, sources, definitions, versions and 模拟数据. */
export function sourceLine(provenance: readonly Provenance[], whence: Whence, lang: Lang): string {
  const comma = lang === 'zh' ? '、' : ', ';
  const sources = unique(provenance.flatMap((p) => p.sources.map(({ title }) => title)));
  const definitions = unique(provenance.map(({ definition }) => definition.title));
  const versions = unique(provenance.flatMap((p) => p.versions.map((known) => versionName(known, lang))));
  const date = formatDate(whence.asOf, lang);
  return [
    whence.place,
    lang === 'zh' ? `截至${date}` : `as of ${date}`,
    ...(sources.length > 0 ? [word('source', lang) + sources.join(comma)] : []),
    ...(definitions.length > 0 ? [word('definition', lang) + definitions.join(comma)] : []),
    ...versions,
    ...(whence.synthetic ? [word('synthetic', lang)] : [])
  ].join(' · ');
}

/** `organizations 第1版`, `organizations version 1`. */
export function versionName({ dataset, version }: Provenance['versions'][number], lang: Lang): string {
  return lang === 'zh' ? `${dataset} 第${version}版` : `${dataset} version ${version}`;
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
