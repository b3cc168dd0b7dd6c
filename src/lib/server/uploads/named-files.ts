import * as catalog from '../catalog.ts';

/** Every original that a version or an upload names. */
export function namedOriginals(): Set<string> {
  const versions = catalog.all<{ originals: string }>('SELECT originals FROM version');
  const mine = catalog.all<{ sha256: string }>('SELECT sha256 FROM upload WHERE sha256 IS NOT NULL');
  const parts = versions.flatMap(({ originals: list }) => JSON.parse(list) as { sha256: string }[]);
  return new Set([...parts, ...mine].map(({ sha256 }) => sha256));
}

/** Every version file that a version or an upload names. */
export function namedFiles(): Set<string> {
  const sql = `SELECT file FROM version UNION SELECT file FROM upload WHERE file IS NOT NULL
    UNION SELECT merged FROM upload WHERE merged IS NOT NULL`;
  return new Set(catalog.all<{ file: string }>(sql).map(({ file }) => file));
}
