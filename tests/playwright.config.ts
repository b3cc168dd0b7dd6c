import { defineConfig } from '@playwright/test';
import { launchOptions } from './browser.ts';

const isCI = Boolean(process.env.CI);

/** Every file starts servers of its own on empty data directories; the built server in ../build is what runs. */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  workers: 2,
  timeout: 60_000,
  retries: isCI ? 1 : 0,
  reporter: [['list']],
  use: { launchOptions: await launchOptions(), locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }
});
