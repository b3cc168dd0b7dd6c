/** `npm start`: builds when something is newer than the build, then becomes the server; says so when the port is taken. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const BUILT = join(ROOT, 'build', 'programs', 'serve.js');
const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

process.chdir(ROOT);
const host = (process.env.HOST ||= '127.0.0.1');
const port = (process.env.PORT ||= '3000');
process.env.BODY_SIZE_LIMIT ||= 'Infinity';
process.env.SHUTDOWN_TIMEOUT ||= '5';
// The threads of Linux' allocator share what they hold: 12 MB less of a server at rest.
process.env.MALLOC_ARENA_MAX ||= '2';

const isPort = /^\d{1,5}$/.test(port) && Number(port) <= 65535;
const taken = isPort ? await portTaken(host, Number(port)) : 'PORT';
if (taken) {
  console.error(`无法监听 ${host}:${port}（${taken}）。请换一个端口，例如：PORT=3001 npm start`);
  console.error(`Cannot listen on ${host}:${port} (${taken}). Choose another port: PORT=3001 npm start`);
  process.exit(1);
}
if (!existsSync(BUILT) || newestIn(SOURCES) > statSync(BUILT).mtimeMs) build();
become(BUILT);

/** Goes on as another program in this process: what reads TypeScript takes 18 MB and is not needed any more. */
function become(program: string): void {
  const { execve, platform } = process;
  if (platform === 'win32' || !execve) void import(pathToFileURL(program).href);
  else execve(process.execPath, [process.execPath, program], process.env);
}

function build(): void {
  console.log('正在构建，约需一分钟… Building, about a minute…');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (status === 0) return;
  console.error(stdout, stderr);
  console.error('构建失败。 The build failed.');
  process.exit(1);
}

function newestIn(paths: string[]): number {
  return Math.max(
    ...paths.flatMap((path) => {
      const stat = statSync(path);
      if (!stat.isDirectory()) return [stat.mtimeMs];
      const inside = readdirSync(path, { withFileTypes: true }).filter(({ name }) => name !== 'paraglide');
      return inside.map(({ name }) => newestIn([join(path, name)]));
    })
  );
}

function portTaken(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port }, () => probe.close(() => resolve(null)));
  });
}
