import { resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };

/** Where the server listens and keeps its data; `release` is that of package.json. */
export interface Settings {
  dataDir: string;
  host: string;
  port: number;
  release: string;
  /** Memory that DuckDB may use, in megabytes. */
  duckdbMemoryMb: number;
  /** The folder with the sample data that a first start loads. */
  sampleDir: string;
}

/** Reads DATA_DIR (default `.yinli/`), HOST, PORT and DUCKDB_MEMORY_MB; paths are resolved from the working directory. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  return {
    dataDir: resolve(env.DATA_DIR || '.yinli'),
    host: env.HOST || '127.0.0.1',
    port: Number(env.PORT || 3000),
    release: packageJson.version,
    duckdbMemoryMb: Number(env.DUCKDB_MEMORY_MB || 800),
    sampleDir: resolve('data')
  };
}
