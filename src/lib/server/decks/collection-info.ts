import type { Lang } from '../../field/text.ts';
import type { Collection } from '../collections.ts';
import type { Slide } from './slides.ts';

/** A collection as the API gives it: what it takes, with its texts in one language. */
export function collectionInfo({ title, slides, ...rest }: Collection, lang: Lang) {
  return { ...rest, title: title[lang], slides: slides.map((slide) => inLanguage(slide, lang)) };
}

function inLanguage(slide: Slide, lang: Lang) {
  const title = slide.kind === 'text' || slide.kind === 'numbers' ? slide.title : undefined;
  const text = slide.kind === 'numbers' ? undefined : slide.text;
  return {
    ...slide,
    ...(title === undefined ? {} : { title: title[lang] }),
    ...(text === undefined ? {} : { text: text[lang] })
  };
}
