import type { Lang } from '../field/text.ts';
import { provenanceOf, type Provenance } from '../charts/view.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { Cell, Result } from '../query/result.ts';

/** A key figure with everything it can say of itself. */
export interface KeyFigure {
  id: string;
  title: string;
  value: string;
  note: string;
  /** The very numbers: numerator and denominator as counted. */
  parts: { numerator: string; denominator: string | null };
  provenance: Provenance;
}

/** The key figure of a one-row result; growth and net carry their sign. */
export function keyOf(id: string, result: Result, note: string, lang: Lang): KeyFigure {
  const indicator = findIndicator(id);
  const unit = indicator?.unit;
  const isSigned = id === 'growth' || id === 'net';
  const denominator = number(result, 'denominator');
  return {
    id,
    title: indicator?.title[lang] ?? id,
    value: (isSigned ? formatSigned : formatNumber)(number(result), unit, lang),
    note: number(result) === null ? whyNothing(result, lang) : note,
    parts: {
      numerator: formatNumber(number(result, 'numerator'), undefined, lang),
      denominator: denominator === null ? null : formatNumber(denominator, undefined, lang)
    },
    provenance: provenanceOf(result, lang)
  };
}

/** Why a figure is not given, in a few words; the notes of its provenance say it whole. */
function whyNothing(result: Result, lang: Lang): string {
  if (number(result, 'denominator') !== null)
    return lang === 'zh' ? '不足十家，不算比率' : 'fewer than ten: no rate';
  return lang === 'zh' ? '没有相近的公布数' : 'nothing near published';
}

/** A number of the first row, null when there is none. */
export function number(result: Result, name = 'value'): number | null {
  return cell(result, result.rows[0] ?? [], name);
}

/** A number of a row by its column's name. */
export function cell(result: Result, row: Cell[], name: string): number | null {
  const value = row[result.columns.findIndex((column) => column.name === name)];
  return typeof value === 'number' ? value : null;
}
