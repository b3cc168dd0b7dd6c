import { existsSync } from 'node:fs';
import { chromium as playwrightChromium, type Browser } from '@playwright/test';

/** Flags that keep Chromium quiet on a closed network and let it run as root. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run'
];

/** What Playwright needs to start a browser: on Linux x64 the Chromium from npm, elsewhere Playwright's own. */
export async function launchOptions(): Promise<{ executablePath?: string; args: string[] }> {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return { executablePath: named, args: QUIET };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { args: QUIET };
  const { default: chromium } = await import('@sparticuz/chromium');
  return {
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !arg.startsWith('--single-process') && !arg.startsWith('--headless')),
      ...QUIET
    ]
  };
}

export async function launch(): Promise<Browser> {
  return playwrightChromium.launch(await launchOptions());
}
