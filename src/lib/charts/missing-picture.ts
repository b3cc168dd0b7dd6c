import { wrap } from './measure.ts';
import { escapeXml, svgRoot } from './svg.ts';
import { DARK, LIGHT } from './theme.ts';

const SIZE_PX = 15;
const LINE_PX = 24;
const MARGIN_PX = 24;
/** Further lines are cut: the sentence begins with what matters. */
const MOST_LINES = 12;

/** A picture `width` px wide that says why there is no chart, for where only a picture can be shown. */
export function missingPicture(
  reason: string,
  { width, theme: name }: { width: number; theme: 'light' | 'dark' | 'transparent' }
): string {
  const theme = name === 'dark' ? DARK : LIGHT;
  const lines = wrap(reason, width - 2 * MARGIN_PX, SIZE_PX).slice(0, MOST_LINES);
  const height = 2 * MARGIN_PX + lines.length * LINE_PX;
  const paper =
    name === 'transparent' ? '' : `<rect width="${width}" height="${height}" fill="${theme.paper}"/>`;
  const texts = lines.map(
    (line, at) =>
      `<text x="${MARGIN_PX}" y="${MARGIN_PX + at * LINE_PX + SIZE_PX}" font-size="${SIZE_PX}" fill="${theme.ink}">${escapeXml(line)}</text>`
  );
  const body = paper + texts.join('');
  return svgRoot({ width, height, prefix: 'missing', title: reason, description: reason, body });
}
