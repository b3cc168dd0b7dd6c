import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package, from the source as from the build: workers run from the source as it is. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name === 'yinli') {
      return folder;
    }
    if (folder === dirname(folder)) throw new Error(`no package above ${import.meta.dirname}`);
  }
}
