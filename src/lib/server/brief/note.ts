import { versionName } from '../../charts/passage.ts';
import type { Lang } from '../../field/text.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Note } from '../brief.ts';

/** A piece of a note; addresses are pieces of their own. */
export interface NotePart {
  text: string;
  url?: string;
}

/** A note as it is read: each source with its address and the day it was published, definition, versions. */
export function notePartsOf(note: Note, lang: Lang): NotePart[] {
  const sources = note.sources.flatMap(({ title, url, publishedOn }, at): NotePart[] => [
    { text: (at > 0 ? m.brief_and_source() : '') + title + (url ? ' ' : '') },
    ...(url ? [{ text: url, url }] : []),
    ...(publishedOn ? [{ text: ` ${m.brief_published({ date: publishedOn })}` }] : [])
  ]);
  const rest = [
    ...(note.definition ? [m.definition() + m.colon() + note.definition] : []),
    ...note.versions.map((version) => versionName(version, lang))
  ];
  return [...sources, ...rest.map((text) => ({ text: ` · ${text}` }))];
}

export function noteText(note: Note, lang: Lang): string {
  return notePartsOf(note, lang)
    .map(({ text }) => text)
    .join('');
}
