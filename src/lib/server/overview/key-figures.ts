import type { Lang } from '../../field/text.ts';
import { provenanceOf, type Provenance } from '../../charts/view.ts';
import { formatNumber, formatSigned, formatValue } from '../../format.ts';
import { findIndicator } from '../../indicators/registry.ts';
import type { Cell, Result } from '../../query/result.ts';

/** A key figure with everything it can say of itself. */
export interface KeyFigure {
  id: string;
  title: string;
  value: string;
  note: string;
  /** The same figure of a place beside it. */
  other?: { title: string; value: string };
  /** The very numbers: numerator and denominator as counted. */
  parts: { numerator: string; denominator: string | null };
  provenance: Provenance;
}

/** The key figure of a one-row result, none of no result; growth and net carry their sign. */
export function keyOf(result: Result | null, note: string, lang: Lang, title?: string): KeyFigure[] {
  const indicator = findIndicator(result?.indicator ?? '');
  if (!result || !indicator) return [];
  const { id, unit } = indicator;
  const isSigned = ['growth', 'net', 'cagr'].includes(id);
  const hasUnit = ['年', '人', '万元'].includes(unit);
  const format = isSigned ? formatSigned : hasUnit ? formatValue : formatNumber;
  const denominator = number(result, 'denominator');
  return [
    {
      id,
      title: title ?? indicator.title[lang],
      value: format(number(result), unit, lang),
      note: number(result) === null ? whyNothing(result, lang) : note,
      parts: {
        numerator: formatNumber(number(result, 'numerator'), undefined, lang),
        denominator: denominator === null ? null : formatNumber(denominator, undefined, lang)
      },
      provenance: provenanceOf(result, lang)
    }
  ];
}

/** `101 / 407`: what a rate was counted from. */
export function partsNote(result: Result | null, lang: Lang): string {
  const [part, whole] = [number(result, 'numerator'), number(result, 'denominator')];
  if (part === null || whole === null) return '';
  return `${formatNumber(part, undefined, lang)} / ${formatNumber(whole, undefined, lang)}`;
}

/** Why a figure is not given, in a few words; the notes of its provenance say it whole. */
function whyNothing(result: Result, lang: Lang): string {
  if (number(result, 'denominator') !== null)
    return lang === 'zh' ? '不足十家，不算比率' : 'fewer than ten: no rate';
  if (result.columns.some(({ name }) => name === 'denominatorOn')) {
    return lang === 'zh' ? '没有相近的公布数' : 'nothing near published';
  }
  return lang === 'zh' ? '没有数据' : 'no data';
}

/** A number of the first row, null when there is none. */
export function number(result: Result | null, name = 'value'): number | null {
  return cell(result, result?.rows[0] ?? [], name);
}

/** A number of a row by its column's name. */
export function cell(result: Result | null, row: Cell[], name: string): number | null {
  const value = row[result?.columns.findIndex((column) => column.name === name) ?? -1];
  return typeof value === 'number' ? value : null;
}
