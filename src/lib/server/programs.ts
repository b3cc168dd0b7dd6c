import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROGRAMS } from './program-sources.ts';

/** The file of a program with a thread or process of its own: built beside a build, else its source as it is. */
export function programPath(name: keyof typeof PROGRAMS): string {
  const root = packageRoot();
  const isBuilt = import.meta.dirname.startsWith(join(root, 'build'));
  return join(root, isBuilt ? `build/programs/${name}.js` : PROGRAMS[name]);
}

/** The folder of the package, from the source as from the build. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name === 'yinli') {
      return folder;
    }
    if (folder === dirname(folder)) throw new Error(`no package above ${import.meta.dirname}`);
  }
}
