import { DATASET_ID } from '../../query/query.ts';

const LONGEST = 180;

/**
 * A file's name as it can be shown and stored: no folders, no control or direction characters, at most 180
 * characters with its ending kept.
 */
export function safeName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/\p{C}/gu, '').trim().replace(/^\.+/, '');
  if (clean === '') return 'upload.csv';
  const letters = [...clean];
  if (letters.length <= LONGEST) return clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return letters.slice(0, LONGEST - ending.length).join('') + ending;
}

/** An id for a new dataset, from the file's name where that has Latin letters, that `isTaken` does not know. */
export function proposeId(filename: string, isTaken: (id: string) => boolean): string {
  const stem = filename
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 50);
  const base = DATASET_ID.test(stem) ? stem : 'dataset';
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}_${n}`;
  return id;
}

const LONGEST_TITLE = 60;

/** A title for a new dataset: the first title row above its header, else the file's name without the ending and a browser's ` (1)`. */
export function proposeTitle(filename: string, titles: readonly { text: string }[]): string {
  const [above] = titles
    .map(({ text }) => text.trim())
    .filter(
      (text) =>
        text !== '' &&
        text.length <= LONGEST_TITLE &&
        !/^(?:单位|注|表[0-9一二三四五六七八九十]*$)|[,，;；\t]/.test(text)
    );
  if (above !== undefined) return above;
  const stem = filename
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/ ?\(\d+\)$/, '')
    .trim();
  return stem || filename;
}
