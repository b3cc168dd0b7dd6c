import type { Readable } from 'node:stream';
import type { Lang } from '../../field/text.ts';
import type { Ratio } from '../../slides/slide.ts';
import { zipOf, type ZipPart } from '../archive.ts';
import type { Format } from '../../../params/format.ts';
import { drawOnce } from '../charts/drawings.ts';
import { TYPES, type FileView } from '../charts/files.ts';
import type { Collection } from '../collections.ts';
import { refsOf } from './slides.ts';
import * as decks from '../decks.ts';
import { packIndex, packList, type PackedChart } from './pack-index.ts';
import * as pins from '../pins.ts';
import { shownSlides } from './slide-show.ts';
import { makeFile, makePresentation } from './thread.ts';

/** A slide of 1920 × 1080 pixels. */
const VIEW = { theme: 'light', width: 960, height: 540, hasTitle: true, hasSource: true, scale: 2 } as const;
const FORMATS = ['png', 'svg', 'csv', 'html'] as const;

/**
 * The meeting-room pack of a collection whose charts are all pinned: deck, presentation, and for each chart PNG, SVG with
 * paths, CSV and a page, with a list of versions and sources. Each file is made when its turn comes; equal pins, equal bytes.
 */
export function packOf(collection: Collection, lang: Lang, ratio: Ratio, now: Date): Readable {
  const charts = chartsOf(collection);
  const title = collection.title[lang];
  const once = (name: string, make: () => string | Uint8Array | Promise<string | Uint8Array>): ZipPart => ({
    name,
    async *text() {
      yield await make();
    }
  });
  const view: FileView = { ...VIEW, lang, ratio, hasPaths: true };
  return zipOf([
    once('index.html', () => packIndex(title, charts, lang)),
    once('sources.txt', () => packList(title, charts, lang)),
    once('deck.pptx', () => decks.make({ title, slides: collection.slides, lang, ratio }, lang, now)),
    once('present.html', () => presentation(collection, lang, ratio, now)),
    ...charts.flatMap((chart) =>
      FORMATS.map((format) => once(`charts/${chart.name}.${format}`, () => fileOf(format, chart, view)))
    )
  ]);
}

/** A chart's file as it is packed; who asks for the same at the same time, or soon after, shares it. */
async function fileOf(format: Format, { answer, pin, place }: PackedChart, view: FileView): Promise<Buffer> {
  const key = JSON.stringify(['pack', answer.slug, pin.pin, answer.release, format, view]);
  const make = async () => Buffer.from(await makeFile(format, { answer, pin, place }, view));
  return (await drawOnce(key, TYPES[format], make)).plain;
}

/** Every pin on the slides once, in their order, with the name of its files. */
function chartsOf({ slides }: Collection): PackedChart[] {
  const refs = slides.flatMap(refsOf);
  const keys = [...new Set(refs.map(({ slug, pin }) => JSON.stringify([slug, String(pin)])))];
  return keys.map((key, at) => {
    const [slug, number] = JSON.parse(key) as [string, string];
    const { answer, place, ...pin } = pins.read(slug, number);
    return { name: `${String(at + 1).padStart(2, '0')}-${answer.slug}`, answer, place, pin };
  });
}

async function presentation(
  { title, slides }: Collection,
  lang: Lang,
  ratio: Ratio,
  now: Date
): Promise<string> {
  const shown = await shownSlides(slides, { lang, isLive: false, now });
  const presented = { title: title[lang], home: 'index.html', slides: shown };
  return makePresentation(presented, { lang, ratio, scheme: 'auto', otherHref: null, isLive: false });
}
