import type { Lang } from '../field/text.ts';
import { formatDate, formatNumber, formatValue, unitName } from '../format.ts';
import { emptyDrawing, headerOf, optionWith, text } from './drawing.ts';
import type { Drawing, View } from './drawing.ts';
import { textWidth } from './measure.ts';
import { unitOf, valueColumn } from './rows.ts';
import type { Answer } from './spec.ts';

export const NUMBER_PX = 130;

/** One number, as large as fits, with its unit and its day; numerator and denominator of a rate under it. */
export function drawNumber(answer: Answer, view: View): Drawing {
  const [result] = answer.results;
  const column = result && valueColumn(result);
  const row = result?.rows.at(-1);
  const cell = column && row ? row[result.columns.indexOf(column)] : null;
  if (!result || typeof cell !== 'number') return emptyDrawing(view, answer.synthetic);
  const unit = unitOf(result);
  const words = formatNumber(cell, unit, view.lang);
  const size = Math.min(64, Math.floor((view.width * 0.8) / textWidth(words, 1, true)));
  const named = unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '';
  const at = (name: string) => row?.[result.columns.findIndex((one) => one.name === name)];
  const [numerator, denominator] = [at('numerator'), at('denominator')];
  const parts =
    typeof numerator === 'number' && typeof denominator === 'number'
      ? `${formatNumber(numerator, undefined, view.lang)} / ${formatNumber(denominator, undefined, view.lang)}`
      : '';
  const day = answer.asOf ? formatDate(answer.asOf, view.lang) : '';
  const under = [parts, day].filter((part) => part !== '').join(' · ');
  const right = textWidth(words, size, true) + 8;
  const isBeside = right + textWidth(named, 14) <= view.width;
  const foot = isBeside ? under : [named, under].filter((part) => part !== '').join(' · ');
  return {
    option: optionWith({}, [
      ...headerOf(view, '', answer.synthetic),
      text(0, 66, words, { size, bold: true, fill: view.theme.ink }),
      ...(isBeside ? [text(right, 66 + size * 0.22, named, { size: 14, fill: view.theme.soft })] : []),
      text(0, 116, foot, { fill: view.theme.soft })
    ]),
    stops: [
      {
        x: 0,
        y: 66,
        by: 'point',
        reach: view.width,
        title: answer.title[view.lang],
        lines: [{ name: '', value: words + named }],
        marks: []
      }
    ],
    switches: []
  };
}

export function numberSentence(answer: Answer, lang: Lang): string[] {
  const [result] = answer.results;
  const column = result && valueColumn(result);
  const cell = column && result.rows.at(-1)?.[result.columns.indexOf(column)];
  if (typeof cell !== 'number') return [];
  const words = formatValue(cell, unitOf(result), lang);
  return [lang === 'zh' ? `${answer.title.zh}：${words}。` : `${answer.title.en}: ${words}.`];
}
