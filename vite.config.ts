import { sveltekit } from '@sveltejs/kit/vite';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { PROGRAMS } from './src/lib/server/program-sources.ts';

/** `vite build --mode programs`, after the pages: threads and processes start sooner and smaller than from TypeScript. */
const programs: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/programs',
    rollupOptions: { input: { ...PROGRAMS } }
  }
};

export default defineConfig(({ mode }) =>
  mode === 'programs'
    ? programs
    : {
        plugins: [sveltekit()],
        build: { target: ['chrome86', 'safari15', 'firefox90'] },
        test: {
          include: ['src/**/*.test.ts', 'tests/{gallery,csv,faults,figures}/**/*.test.ts'],
          testTimeout: 30_000
        }
      }
);
