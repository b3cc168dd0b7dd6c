import { drawFile } from '../../charts/frame.ts';
import type { Answer } from '../../charts/spec.ts';
import type { Lang } from '../../field/text.ts';
import type { DeckChart } from '../../slides/deck.ts';
import { chartBox, type Ratio } from '../../slides/slide.ts';
import { pngOf } from '../charts/images.ts';
import { textToPaths } from '../charts/text-paths.ts';

/** A chart as a picture that fills its place on a slide; the slide itself bears the mark of synthetic data. */
export async function pictureOf(
  answer: Answer,
  lang: Lang,
  ratio: Ratio
): Promise<NonNullable<DeckChart['picture']>> {
  const size = chartBox(ratio).inPx;
  const svg = drawFile(
    { ...answer, synthetic: false },
    { lang, theme: 'transparent', ...size, hasTitle: false, hasSource: false }
  );
  return { svg: textToPaths(svg).svg, png: await pngOf(svg, 2) };
}
