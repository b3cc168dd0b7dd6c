import { textWidth } from '../charts/measure.ts';
import type { Lang } from '../field/text.ts';
import type { NativeChart } from './native.ts';
import { chartText, fill } from './text.ts';
import { esc } from './xml.ts';

const [FIRST, SECOND] = ['111111', '222222'];
/** What a slide of 4:3 has for an axis, and the size of its labels. */
const AXIS_INCHES = 8.2;
const LABEL_INCHES = 12 / 72;
const INK_LINE = `<c:spPr><a:ln w="12700">${fill('tx1')}</a:ln></c:spPr>`;
const NO_LINE = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>';
const GRID = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"><a:lumMod val="15000"/><a:lumOff val="85000"/></a:schemeClr></a:solidFill></a:ln></c:spPr></c:majorGridlines>`;

/** Names, times, or the years of a curve. */
export function categoryAxis(chart: NativeChart, lang: Lang): string {
  if (chart.type === 'curve') return numberAxis(chart, lang);
  const isLying = chart.type === 'bar';
  const size = isLying && chart.categories.length > 18 ? 10 : 12;
  const skip = isLying ? 1 : skipOf(chart.categories);
  return (
    `<c:catAx><c:axId val="${FIRST}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="low"/>${INK_LINE}${chartText({ size, colour: isLying ? 'tx1' : 'tx2' }, lang)}<c:crossAx val="${SECOND}"/><c:crosses val="autoZero"/>` +
    `<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${isLying || skip > 1 ? `<c:tickLblSkip val="${skip}"/>` : ''}<c:noMultiLvlLbl val="1"/></c:catAx>`
  );
}

/** Every how manieth period is named, so that names stand level beside each other: of months those of a year's beginning. */
function skipOf(categories: readonly string[]): number {
  const widths = categories.map((name) => textWidth(name, LABEL_INCHES)).sort((a, b) => a - b);
  const usual = (widths[Math.floor(widths.length / 2)] ?? 0) + LABEL_INCHES;
  const least = Math.max(1, Math.ceil((categories.length * usual) / AXIS_INCHES));
  const perYear = categories.filter((name) => name.startsWith(categories[0]?.slice(0, 4) ?? '')).length;
  const steps = perYear > 1 ? [1, 2, 3, 4, 6].filter((step) => perYear % step === 0) : [1];
  const even = [...steps, ...[1, 2, 5, 10, 20].map((years) => years * perYear)];
  return even.find((step) => step >= least) ?? least;
}

function numberAxis(chart: NativeChart, lang: Lang): string {
  const most = Math.max(1, ...chart.series.flatMap(({ xs = [] }) => xs));
  const format = lang === 'zh' ? '0"年"' : '0';
  return (
    `<c:valAx><c:axId val="${FIRST}"/><c:scaling><c:orientation val="minMax"/><c:max val="${most}"/><c:min val="0"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="b"/><c:numFmt formatCode="${esc(format)}" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="low"/>${INK_LINE}${chartText({ size: 12, colour: 'tx2' }, lang)}<c:crossAx val="${SECOND}"/><c:crosses val="autoZero"/>` +
    `<c:crossBetween val="midCat"/><c:majorUnit val="${most > 8 ? 5 : 1}"/></c:valAx>`
  );
}

/** Values; ranked bars carry theirs at their ends and hide the axis. */
export function valueAxis(chart: NativeChart, lang: Lang): string {
  const isLying = chart.type === 'bar';
  const bounds = chart.type === 'curve' ? '<c:max val="1"/><c:min val="0"/>' : '';
  const format = chart.type === 'curve' ? '0%' : chart.format;
  return (
    `<c:valAx><c:axId val="${SECOND}"/><c:scaling><c:orientation val="minMax"/>${bounds}</c:scaling><c:delete val="${isLying ? 1 : 0}"/>` +
    `<c:axPos val="${isLying ? 't' : 'l'}"/>${isLying ? '' : GRID}<c:numFmt formatCode="${esc(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="nextTo"/>${NO_LINE}${chartText({ size: 12, colour: 'tx2' }, lang)}<c:crossAx val="${FIRST}"/><c:crosses val="autoZero"/>` +
    `<c:crossBetween val="${chart.type === 'column' || chart.type === 'bar' ? 'between' : 'midCat'}"/></c:valAx>`
  );
}
