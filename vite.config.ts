import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  build: { target: ['chrome86', 'safari15', 'firefox90'] },
  test: {
    include: ['src/**/*.test.ts', 'tests/{gallery,csv,faults,figures}/**/*.test.ts'],
    testTimeout: 30_000
  }
});
