import type { Answer } from '../../charts/spec.ts';
import type { Lang } from '../../field/text.ts';
import { wordsOf } from '../../query/kept-words.ts';
import { sourceTitle } from '../../query/result.ts';
import { sentenceOf } from '../../reports/sentence.ts';

const COUNTED = { zh: '科技类社会组织', en: 'science-and-technology social organizations' };

/** A chart's last value as a sentence for a text; null for charts of several series, of places or of other data. */
export function sentenceFor(answer: Answer, lang: Lang): string | null {
  const [result] = answer.results;
  const { query } = answer.spec;
  const words = result && wordsOf(result);
  if (!result || !words || query.dataset !== 'organizations' || query.by || answer.results.length > 1)
    return null;
  if (words.isFlow || (query.where ?? []).length > 0) return null;
  const at = result.columns.findIndex(({ name }) => name === 'value');
  const isYearly = query.period?.grain === 'year' && result.columns[0]?.name === 'period';
  const [last, before] = [result.rows.at(-1), result.rows.at(-2)];
  const value = last?.[at];
  const counted = result.columns[at]?.unit;
  if (typeof value !== 'number' || (counted !== '家' && counted !== 'ratio')) return null;
  const unit = counted === '家' ? 'count' : 'ratio';
  // The last year may not be over: then the year before ended at another time of the year.
  const isWhole = isYearly && answer.asOf.endsWith('-12-31') && !result.isLastIncomplete;
  const then = isWhole ? before?.[at] : undefined;
  const what =
    query.indicator === 'stock' || query.indicator === 'growth'
      ? COUNTED
      : {
          zh: `${COUNTED.zh}${words.title.zh}`,
          en: `the ${words.title.en.toLowerCase()} of ${COUNTED.en}`
        };
  return sentenceOf(
    {
      isChange: query.indicator === 'growth',
      ...{ place: answer.region.title, what, unit, value, asOf: answer.asOf },
      before: typeof then === 'number' ? then : null,
      source: result.sources.map((source) => sourceTitle(source, lang)).join(lang === 'zh' ? '、' : ', '),
      synthetic: answer.synthetic
    },
    lang
  );
}
