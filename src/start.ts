/** `npm start`: builds when something is newer than the build, then serves; says so when the port is taken. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer as createHttpServer, get, type RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

const ROOT = join(import.meta.dirname, '..');
const BUILT = join(ROOT, 'build', 'handler.js');
const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

process.chdir(ROOT);
// A file that may not grow further (ulimit -f) is refused with a sentence; by default the signal would end the process.
if (process.platform !== 'win32') process.on('SIGXFSZ', () => {});
const host = (process.env.HOST ||= '127.0.0.1');
const port = (process.env.PORT ||= '3000');
process.env.BODY_SIZE_LIMIT ||= 'Infinity';
process.env.SHUTDOWN_TIMEOUT ||= '5';

const isPort = /^\d{1,5}$/.test(port) && Number(port) <= 65535;
const taken = isPort ? await portTaken(host, Number(port)) : 'PORT';
if (taken) {
  console.error(`无法监听 ${host}:${port}（${taken}）。请换一个端口，例如：PORT=3001 npm start`);
  console.error(`Cannot listen on ${host}:${port} (${taken}). Choose another port: PORT=3001 npm start`);
  process.exit(1);
}
if (!existsSync(BUILT) || newestIn(SOURCES) > statSync(BUILT).mtimeMs) build();
try {
  await serve(BUILT);
} catch (error) {
  const text = (error as { text?: { zh: string; en: string } }).text;
  if (!text) throw error;
  console.error(`${text.zh}\n${text.en}`);
  process.exit(1);
}

/**
 * Serves the built pages; answers that are kept go out before any of it. SIGTERM and SIGINT let requests under way
 * end, for SHUTDOWN_TIMEOUT seconds at most.
 */
async function serve(built: string): Promise<void> {
  const { handler } = (await import(built)) as { handler: RequestListener };
  const { answerKept } = await import('./lib/server/web/responses.ts');
  const server = createHttpServer((request, response) => {
    // Kit drops a body that names no type; a script's file is still a file.
    request.headers['content-type'] ??= 'application/octet-stream';
    if (!answerKept(request, response)) handler(request, response);
  });
  server.on('clientError', refuseUnreadable);
  const stop = () => {
    server.close(() => process.emit('sveltekit:shutdown' as 'exit', 0));
    server.on('request', (_, response) => response.once('close', () => server.closeIdleConnections()));
    setTimeout(() => server.closeAllConnections(), Number(process.env.SHUTDOWN_TIMEOUT) * 1000).unref();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  server.listen({ host, port: Number(port) }, () => {
    console.log(`Listening on http://${host}:${port}`);
    askOnce();
  });
}

/** The first request of all compiles what every one passes through: no reader has to make it. */
function askOnce(): void {
  const own = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const asked = get({ host: own, port, path: '/api/health', agent: false }, (answer) => answer.resume());
  asked.on('error', (cause) => console.error('asking once:', cause));
}

/** What Node's parser does not take for HTTP is answered in the one error shape all the same. */
function refuseUnreadable(cause: NodeJS.ErrnoException, socket: Duplex): void {
  if (cause.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const isLong = cause.code === 'HPE_HEADER_OVERFLOW';
  const message = isLong
    ? '地址或请求头太长。 The address or the headers are too long.'
    : '请求不合 HTTP 规范；地址里的中文请先做百分号编码。 This is no valid HTTP; percent-encode what is not ASCII in the address.';
  const body = JSON.stringify({
    error: { code: isLong ? 'too-large' : 'bad-request', message, details: null }
  });
  const status = isLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
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
