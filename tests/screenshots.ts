/** `npm run screenshots`: the README's pictures, from the built server on the sample data. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.ts';

const ROOT = join(import.meta.dirname, '..');
const PORT = '3987';
const GUANGZHOU = '/?region=440100&as_of=2023-12-31';
const PICTURES = [
  { name: 'overview-light', path: GUANGZHOU, width: 1280, height: 1500, colorScheme: 'light' },
  { name: 'overview-dark', path: GUANGZHOU, width: 1280, height: 1500, colorScheme: 'dark' },
  { name: 'overview-phone', path: GUANGZHOU, width: 390, height: 1400, colorScheme: 'light' },
  { name: 'report', path: '/reports/2023-12-29-nansha-forum', width: 1280, height: 900, colorScheme: 'light' }
] as const;

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-screenshots-'));
const server = spawn('node', ['src/start.ts'], {
  cwd: ROOT,
  env: { ...process.env, PORT, DATA_DIR: dataDir }
});
const browser = await launch();
try {
  await new Promise<void>((ready, failed) => {
    server.stdout.on('data', (text: Buffer) => text.toString().includes('Listening') && ready());
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  mkdirSync(join(ROOT, 'docs'), { recursive: true });
  for (const { name, path, width, height, colorScheme } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'zh-CN' });
    await page.goto(`http://127.0.0.1:${PORT}${path}`, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(ROOT, 'docs', `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((ended) => server.once('exit', ended));
  rmSync(dataDir, { recursive: true, force: true });
}
