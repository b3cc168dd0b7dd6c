import type { Lang } from '../field/text.ts';
import type { NativeChart } from './native.ts';
import { chartText, fill } from './text.ts';
import { esc } from './xml.ts';

const [FIRST, SECOND] = ['111111', '222222'];
const INK_LINE = `<c:spPr><a:ln w="12700">${fill('tx1')}</a:ln></c:spPr>`;
const NO_LINE = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>';
const GRID = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"><a:lumMod val="15000"/><a:lumOff val="85000"/></a:schemeClr></a:solidFill></a:ln></c:spPr></c:majorGridlines>`;

/** Names, times, or the years of a curve. */
export function categoryAxis(chart: NativeChart, lang: Lang): string {
  if (chart.type === 'curve') return numberAxis(chart, lang);
  const isLying = chart.type === 'bar';
  const size = chart.categories.length > 18 ? 9 : 12;
  return (
    `<c:catAx><c:axId val="${FIRST}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="low"/>${INK_LINE}${chartText({ size, colour: isLying ? 'tx1' : 'tx2' }, lang)}<c:crossAx val="${SECOND}"/><c:crosses val="autoZero"/>` +
    `<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${isLying ? '<c:tickLblSkip val="1"/>' : ''}<c:noMultiLvlLbl val="1"/></c:catAx>`
  );
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
    `<c:crossBetween val="${chart.type === 'curve' || chart.type === 'line' ? 'midCat' : 'between'}"/></c:valAx>`
  );
}
