import { createHash } from 'node:crypto';
import * as catalog from './catalog.ts';
import { readSettings } from './settings.ts';

/** All that an answer or a page can depend on. */
const STATE = [
  'SELECT * FROM dataset ORDER BY id',
  'SELECT dataset, version, file, committed_at, known_on, synthetic, sample, note FROM version ORDER BY dataset, version',
  'SELECT * FROM chart ORDER BY slug',
  'SELECT slug, pin, created_at FROM pin ORDER BY slug, pin',
  'SELECT * FROM former_slug ORDER BY name',
  'SELECT * FROM collection ORDER BY slug',
  "SELECT value FROM setting WHERE key = 'frame-origins'",
  'SELECT * FROM report ORDER BY slug',
  'SELECT name, number FROM report_table ORDER BY name, number',
  'SELECT * FROM report_link ORDER BY chart, slug, figure'
];

/** Changes whenever an answer could: with any dataset, version, chart, pin or report, and the release. */
export const stamp: () => string = catalog.untilWritten(() => {
  const hash = createHash('sha256').update(readSettings().release);
  for (const sql of STATE) hash.update(JSON.stringify(catalog.all(sql)));
  return hash.digest('base64url').slice(0, 16);
});
