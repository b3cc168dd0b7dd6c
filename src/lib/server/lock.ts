import { join } from 'node:path';
import { Refusal } from '../error.ts';
import { holdExclusively } from './catalog.ts';

/**
 * Holds DATA_DIR for this process; returns what gives it back. The lock is one on a small file, held by the
 * operating system, so it vanishes with the process, however that ends. Refuses when another server holds it.
 */
export function lock(dataDir: string): () => void {
  const release = holdExclusively(join(dataDir, 'lock'));
  if (release) return release;
  throw new Refusal(503, 'data-dir-in-use', {
    zh: `数据目录 ${dataDir} 正由另一个引力服务使用。请先停止它，或用 DATA_DIR 指定另一个目录。`,
    en: `${dataDir} is in use by another Yinli server. Stop that one first, or choose another directory with DATA_DIR.`
  });
}
