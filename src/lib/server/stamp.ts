import { createHash } from 'node:crypto';
import * as catalog from './catalog.ts';
import { readSettings } from './settings.ts';

/** Changes whenever an answer could: with any dataset's newest version, any chart, any report, and the release. */
export function stamp(): string {
  const state = catalog.get<{ state: string }>(`SELECT
    (SELECT group_concat(dataset || version || file, ';') FROM version) || '|' ||
    (SELECT coalesce(group_concat(slug || spec || title_zh, ';'), '') FROM chart) || '|' ||
    (SELECT coalesce(group_concat(slug || length(source), ';'), '') FROM report) AS state`);
  return createHash('sha256')
    .update(`${readSettings().release}|${state?.state}`)
    .digest('base64url')
    .slice(0, 16);
}
