import { seriesColour, LIGHT } from '../charts/theme.ts';
import type { Lang } from '../field/text.ts';
import { categoryAxis, valueAxis } from './axes-xml.ts';
import { columnName } from './sheet.ts';
import type { NativeChart, NativeSeries } from './native.ts';
import { chartText, fill, runProperties, type TextStyle } from './text.ts';
import { esc, HEAD, NS } from './xml.ts';

const DASHES = ['solid', 'dash', 'sysDot', 'lgDashDot'];
/** Of points that stand alone, so that a legend tells them apart though they are of one colour. */
const SYMBOLS = ['circle', 'square', 'diamond', 'triangle'];
const CINNABAR = LIGHT.cinnabar.slice(1).toUpperCase();
const AXES = '<c:axId val="111111"/><c:axId val="222222"/>';
/** So many last values have room beside each other on the narrower slide. */
const LABELS_ACROSS = 10;
const LABEL: TextStyle = { size: 11, colour: 'tx1' };
const PUBLISHED: TextStyle = { size: 12, bold: true, colour: CINNABAR };

/** `ppt/charts/chartN.xml`: its numbers twice, here as a cache and in the workbook that `rId1` names. */
export function chartXml(chart: NativeChart, lang: Lang): string {
  const groups = { line: '', area: '', column: '', bar: '', curve: '' };
  const series = chart.series.map((one, at) => ({ look: one.look, xml: seriesXml(chart, at, lang) }));
  const of = (...looks: string[]) =>
    series.flatMap(({ look, xml }) => (looks.includes(look) ? [xml] : [])).join('');
  groups.line = lineGroup(of('line', 'points', 'net'));
  groups.area = areaGroup(of('area'));
  groups.column = barGroup('col', of('column'), chart.isBinned ? 4 : 60, chart.isStacked);
  groups.bar = barGroup('bar', of('bar'), chart.categories.length < 5 ? 110 : 35);
  groups.curve = `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${of('curve', 'bound')}${AXES}</c:scatterChart>`;
  const drawn = { ...groups, column: groups.column + (of('net') === '' ? '' : groups.line) }[chart.type];
  const hasLegend = chart.series.length > 1;
  const legend = `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${chartText({ size: 12, colour: 'tx1' }, lang)}</c:legend>`;
  return (
    `${HEAD}<c:chartSpace xmlns:c="${NS.c}" xmlns:a="${NS.a}" xmlns:r="${NS.r}">` +
    `<c:date1904 val="0"/><c:lang val="${lang === 'zh' ? 'zh-CN' : 'en-GB'}"/><c:roundedCorners val="0"/>` +
    `<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${drawn}` +
    `${categoryAxis(chart, lang)}${valueAxis(chart, lang)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>` +
    `${hasLegend ? legend : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>` +
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${chartText({ size: 12, colour: 'tx2' }, lang)}` +
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
  );
}

/** One `c:ser`, in the order of elements that Office insists on. */
export function seriesXml(chart: NativeChart, at: number, lang: Lang): string {
  const series = chart.series[at] as NativeSeries;
  const { look } = series;
  const isBar = look === 'column' || look === 'bar';
  const isArea = look === 'area';
  return (
    `<c:ser><c:idx val="${at}"/><c:order val="${at}"/>${nameXml(chart, at)}${shapeOf(series)}` +
    `${isBar ? '<c:invertIfNegative val="0"/>' : isArea ? '' : markerOf(series, at)}${labelsXml(chart, series, lang)}` +
    `${dataXml(chart, at)}${isBar || isArea ? '' : '<c:smooth val="0"/>'}</c:ser>`
  );
}

/** `c:tx`: the name, and the cell that holds it. */
export function nameXml(chart: NativeChart, at: number): string {
  const cell = `Sheet1!$${columnName(valueColumn(chart, at))}$1`;
  return `<c:tx><c:strRef><c:f>${cell}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${esc(chart.series[at]?.name ?? '')}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
}

/** Categories and values (`c:cat`, `c:val`; of curves `c:xVal`, `c:yVal`) with their cells. */
export function dataXml(chart: NativeChart, at: number): string {
  const { values, xs = [] } = chart.series[at] as NativeSeries;
  const column = valueColumn(chart, at);
  const range = (letter: string, count: number) => `Sheet1!$${letter}$2:$${letter}$${count + 1}`;
  const numbers = (letter: string, all: readonly (number | null)[], format: string) =>
    `<c:numRef><c:f>${range(letter, all.length)}</c:f><c:numCache><c:formatCode>${esc(format)}</c:formatCode><c:ptCount val="${all.length}"/>` +
    all.map((value, i) => (value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`)).join('') +
    '</c:numCache></c:numRef>';
  const own = numbers(columnName(column), values, chart.format);
  if (chart.type === 'curve') {
    return `<c:xVal>${numbers(columnName(column - 1), xs, 'General')}</c:xVal><c:yVal>${own}</c:yVal>`;
  }
  const names = chart.categories.map((name, i) => `<c:pt idx="${i}"><c:v>${esc(name)}</c:v></c:pt>`).join('');
  return (
    `<c:cat><c:strRef><c:f>${range('A', chart.categories.length)}</c:f><c:strCache><c:ptCount val="${chart.categories.length}"/>${names}</c:strCache></c:strRef></c:cat>` +
    `<c:val>${own}</c:val>`
  );
}

/** `c:dLbls`: every bar its value; a line its last one; a published figure as it was said; '' without any. */
export function labelsXml(chart: NativeChart, series: NativeSeries, lang: Lang): string {
  const { look, values, labels, lastFormat = chart.format } = series;
  const shows = (value: 0 | 1) =>
    `<c:showLegendKey val="0"/><c:showVal val="${value}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
  const format = `<c:numFmt formatCode="${esc(lastFormat)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`;
  if (look === 'bar') {
    const size = chart.categories.length > 18 ? 9 : 11;
    return `<c:dLbls>${format}${chartText({ ...LABEL, size }, lang)}<c:dLblPos val="outEnd"/>${shows(1)}</c:dLbls>`;
  }
  const last = values.findLastIndex((value) => value !== null);
  const one = (at: number, text: string, style: TextStyle, position: string) =>
    `<c:dLbl><c:idx val="${at}"/>${text}${format}${chartText(style, lang)}<c:dLblPos val="${position}"/>${shows(1)}</c:dLbl>`;
  const single =
    look === 'points'
      ? values.flatMap((value, at) =>
          value === null ? [] : [one(at, said(labels?.[at] ?? '', lang), PUBLISHED, 'b')]
        )
      : look === 'line' && last >= 0 && !isCrowded(chart, series, last)
        ? [one(last, '', { size: 14, bold: true, colour: accent(series.colour) }, 't')]
        : [];
  return single.length === 0 ? '' : `<c:dLbls>${single.join('')}${shows(0)}</c:dLbls>`;
}

/** Whether a later piece of the same line ends so near that both last values would be written over each other. */
function isCrowded(
  { categories, series }: NativeChart,
  { look, colour }: NativeSeries,
  last: number
): boolean {
  const ends = series
    .filter((one) => one.look === look && one.colour === colour)
    .map(({ values }) => values.findLastIndex((value) => value !== null));
  return ends.some((end) => end > last && end - last < categories.length / LABELS_ACROSS);
}

function said(text: string, lang: Lang): string {
  const properties = runProperties(PUBLISHED, lang);
  return `<c:layout/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>${properties}<a:t>${esc(text)}</a:t></a:r></a:p></c:rich></c:tx>`;
}

function valueColumn(chart: NativeChart, at: number): number {
  return chart.type === 'curve' ? at * 2 + 1 : at + 1;
}

function accent(colour: number): string {
  return seriesColour(LIGHT, colour) === LIGHT.soft ? 'tx2' : `accent${colour + 1}`;
}

function shapeOf({ look, colour }: NativeSeries): string {
  if (look === 'column' || look === 'bar' || look === 'area')
    return `<c:spPr>${fill(accent(colour))}</c:spPr>`;
  if (look === 'points') return '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>';
  const stroke = look === 'net' ? 'tx1' : accent(colour);
  const width = look === 'bound' ? 9525 : look === 'net' ? 15875 : 28575;
  const dash =
    look === 'bound'
      ? 'sysDash'
      : look === 'line' || look === 'curve'
        ? DASHES[colour % DASHES.length]
        : 'solid';
  return `<c:spPr><a:ln w="${width}" cap="rnd">${fill(stroke)}<a:prstDash val="${dash}"/><a:round/></a:ln></c:spPr>`;
}

function markerOf({ look, values, colour }: NativeSeries, at: number): string {
  const isAlone = values.filter((value) => value !== null).length === 1;
  // Hollow, as on the page; without a fill LibreOffice takes the ring's colour for all of it, never white on white.
  if (look === 'points')
    return `<c:marker><c:symbol val="circle"/><c:size val="9"/><c:spPr><a:noFill/><a:ln w="22225">${fill(CINNABAR)}</a:ln></c:spPr></c:marker>`;
  if (look === 'net' || (look === 'line' && isAlone)) {
    const shape = fill(look === 'net' ? 'tx1' : accent(colour));
    const symbol = look === 'net' ? 'circle' : SYMBOLS[at % SYMBOLS.length];
    return `<c:marker><c:symbol val="${symbol}"/><c:size val="7"/><c:spPr>${shape}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
  }
  return '<c:marker><c:symbol val="none"/></c:marker>';
}

function lineGroup(series: string): string {
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${AXES}</c:lineChart>`;
}

function areaGroup(series: string): string {
  return `<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>${series}${AXES}</c:areaChart>`;
}

function barGroup(direction: 'bar' | 'col', series: string, gap: number, isStacked = false): string {
  const [grouping, overlap] = isStacked ? ['stacked', '<c:overlap val="100"/>'] : ['clustered', ''];
  return `<c:barChart><c:barDir val="${direction}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${series}<c:gapWidth val="${gap}"/>${overlap}${AXES}</c:barChart>`;
}
