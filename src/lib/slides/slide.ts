import { textWidth } from '../charts/measure.ts';
import type { Lang } from '../field/text.ts';
import { GROUP, SPACES } from './template.ts';
import { paragraph, type TextStyle } from './text.ts';
import type { SlideWords } from './words.ts';
import { esc, HEAD, NS } from './xml.ts';

/** English Metric Units to the inch. */
export const INCH = 914_400;
export const MARGIN = 0.55;
const PX = 96;
/** To the inch. */
export const POINTS = 72;

export const RATIOS = { '16:9': { width: 13.333, height: 7.5 }, '4:3': { width: 10, height: 7.5 } } as const;
export type Ratio = keyof typeof RATIOS;

/** A box on a slide, in inches. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function titleBox(ratio: Ratio): Box {
  return { x: MARGIN, y: 0.35, width: RATIOS[ratio].width - 2 * MARGIN - 1.2, height: 0.75 };
}

/** Where the chart stands; `inPx` is the drawing that fills it, a px to a point, so that 12 px are 12 points. */
export function chartBox(ratio: Ratio): Box & { inPx: { width: number; height: number } } {
  const { width, height } = RATIOS[ratio];
  const box = { x: MARGIN, y: 1.55, width: width - 2 * MARGIN, height: height - 1.55 - 1.0 };
  return { ...box, inPx: { width: Math.round(box.width * POINTS), height: Math.round(box.height * POINTS) } };
}

export function transform({ x, y, width, height }: Box, prefix = 'a'): string {
  const emu = (inches: number) => Math.round(inches * INCH);
  return `<${prefix}:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></${prefix}:xfrm>`;
}

export function sizeOf(ratio: Ratio): string {
  const { width, height } = RATIOS[ratio];
  const type = ratio === '4:3' ? ' type="screen4x3"' : '';
  return `<p:sldSz cx="${Math.round(width * INCH)}" cy="${height * INCH}"${type}/>`;
}

interface ChartSlide {
  words: SlideWords;
  name: string;
  kind: 'chart' | 'picture';
  ratio: Ratio;
  lang: Lang;
  /** A presenter's own sentence over how to read the chart; '' for none. */
  said?: string;
}

/** A slide with one chart: title, how to read it, chart or picture (`rId2`, its vector `rId4`), source and pin. */
export function chartSlide({ words, name, kind, ratio, lang, said = '' }: ChartSlide): string {
  const { width } = RATIOS[ratio];
  const box = said === '' ? chartBox(ratio) : lowered(chartBox(ratio));
  const description = esc(words.notes[0] ?? '');
  const properties = `<p:cNvPr id="4" name="${esc(name)}" descr="${description}"/>`;
  const drawn =
    kind === 'chart'
      ? `<p:graphicFrame><p:nvGraphicFramePr>${properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${transform(box, 'p')}<a:graphic><a:graphicData uri="${NS.c}"><c:chart xmlns:c="${NS.c}" r:id="rId2"/></a:graphicData></a:graphic></p:graphicFrame>`
      : `<p:pic><p:nvPicPr>${properties}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId2"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId4"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
  const own = said === '' ? [] : [paragraph(said, { size: 15, bold: true }, lang)];
  const how = words.subtitle === '' ? [] : [paragraph(words.subtitle, { size: 13, colour: 'tx2' }, lang)];
  const above = { x: MARGIN, y: 1.12, width: width - 2 * MARGIN, height: said === '' ? 0.36 : 0.7 };
  return slide(
    title(words.title, titleBox(ratio), 'title', lang) +
      (own.length + how.length === 0 ? '' : paragraphsBox(3, above, [...own, ...how])) +
      drawn +
      footBox(words.foot, ratio, lang) +
      badge(words.synthetic, ratio, lang)
  );
}

/** Room for one more line above. */
function lowered({ x, y, width, height }: Box): Box {
  return { x, y: y + 0.35, width, height: height - 0.35 };
}

/** Where it comes from, under everything else. */
export function footBox(lines: readonly string[], ratio: Ratio, lang: Lang): string {
  const { width, height } = RATIOS[ratio];
  const box = { x: MARGIN, y: height - 0.92, width: width - 2 * MARGIN, height: 0.62 };
  return textBox(5, box, lines, lang, { style: { size: 10.5, colour: 'tx2' } });
}

/** The mark of synthetic data beside the title; nothing without it. */
export function badge(words: string, ratio: Ratio, lang: Lang, id = 6): string {
  if (words === '') return '';
  const box = { x: RATIOS[ratio].width - MARGIN - 1.25, y: 0.62, width: 1.25, height: 0.32 };
  return textBox(id, box, [words], lang, { style: { size: 11, colour: '8F5F0A' }, outline: '8F5F0A' });
}

/** The first slide of a deck. */
export function coverSlide(heading: string, under: string, ratio: Ratio, lang: Lang): string {
  const width = RATIOS[ratio].width - 2 * MARGIN;
  return slide(
    title(heading, { x: MARGIN, y: 2.2, width, height: 1.5 }, 'ctrTitle', lang, [36, 28]) +
      textBox(3, { x: MARGIN, y: 3.85, width, height: 0.5 }, [under], lang, {
        style: { size: 16, colour: 'tx2' }
      })
  );
}

/** A slide of lines, as large as their number allows. */
export function lastSlide(heading: string, lines: readonly string[], ratio: Ratio, lang: Lang): string {
  const box = { x: MARGIN, y: 1.35, width: RATIOS[ratio].width - 2 * MARGIN, height: 5.6 };
  const size = lines.length > 24 ? 9 : lines.length > 12 ? 11 : 14;
  return slide(
    title(heading, titleBox(ratio), 'title', lang) +
      textBox(3, box, lines, lang, { style: { size, colour: 'tx1' } })
  );
}

export function notesSlide(lines: readonly string[], lang: Lang): string {
  const body = lines.map((line) => paragraph(line, { size: 12 }, lang)).join('');
  return (
    `${HEAD}<p:notes ${SPACES}><p:cSld><p:spTree>${GROUP}` +
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="幻灯片图像"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>' +
    `<p:sp><p:nvSpPr><p:cNvPr id="3" name="备注"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${body}</p:txBody></p:sp>` +
    '</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>'
  );
}

export function slide(shapes: string): string {
  return `${HEAD}<p:sld ${SPACES}><p:cSld><p:spTree>${GROUP}${shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

/** On one line at the first size when it fits, else at the second. */
export function title(text: string, box: Box, type: string, lang: Lang, [large, small] = [24, 18]): string {
  const isLong = textWidth(text, (large * PX) / 72, true) > box.width * PX;
  const size = isLong ? small : large;
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="2" name="标题"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr>` +
    `<p:spPr>${transform(box)}</p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraph(text, { size, bold: true }, lang)}</p:txBody></p:sp>`
  );
}

export function textBox(
  id: number,
  box: Box,
  lines: readonly string[],
  lang: Lang,
  { style, outline }: { style: TextStyle; outline?: string }
): string {
  const centred = outline ? '<a:pPr algn="ctr"/>' : '';
  const paragraphs = lines.map((text) => paragraph(text, style, lang, centred));
  return paragraphsBox(id, box, paragraphs, outline === undefined ? {} : { outline });
}

/** A box of text without a fill; `outline` is the colour of a line around it. */
export function paragraphsBox(
  id: number,
  box: Box,
  paragraphs: readonly string[],
  { outline, name = `文字 ${id}` }: { outline?: string; name?: string } = {}
): string {
  const line = outline
    ? `<a:ln w="9525"><a:solidFill><a:srgbClr val="${outline}"/></a:solidFill></a:ln>`
    : '';
  const inset = outline
    ? 'lIns="36000" rIns="36000" tIns="0" bIns="0" anchor="ctr"'
    : 'lIns="0" rIns="0" tIns="0" bIns="0"';
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${esc(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${transform(box)}<a:prstGeom prst="${outline ? 'roundRect' : 'rect'}"><a:avLst/></a:prstGeom><a:noFill/>${line}</p:spPr>` +
    `<p:txBody><a:bodyPr wrap="square" ${inset}><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.join('')}</p:txBody></p:sp>`
  );
}
