/** The built server, see `start.ts`: serves the pages; says in a sentence when it cannot. */
import { createServer, get, type RequestListener, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { packageRoot } from './lib/server/programs.ts';
import { answerKept } from './lib/server/web/responses.ts';

const { HOST: host = '127.0.0.1', PORT: port = '3000' } = process.env;

// A file that may not grow further (ulimit -f) is refused with a sentence; by default the signal would end the process.
if (process.platform !== 'win32') process.on('SIGXFSZ', () => {});
try {
  await serve(join(packageRoot(), 'build', 'handler.js'));
} catch (error) {
  const text = (error as { text?: { zh: string; en: string } }).text;
  if (!text) throw error;
  console.error(`${text.zh}\n${text.en}`);
  process.exit(1);
}

const STALLED_MS = 300_000;

/**
 * Serves the built pages; answers that are kept go out before any of it. SIGTERM and SIGINT let requests under way
 * end, for SHUTDOWN_TIMEOUT seconds at most.
 */
async function serve(built: string): Promise<void> {
  const { handler } = (await import(built)) as { handler: RequestListener };
  // A large file may take its time on a slow line (by default five minutes are all there are), as long as it moves.
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    if (request.method === 'POST') request.setTimeout(STALLED_MS, () => request.destroy(stalled()));
    // Kit drops a body that names no type; a script's file is still a file.
    request.headers['content-type'] ??= 'application/octet-stream';
    if (!isOneRange(request.headers.range)) delete request.headers.range;
    // A file of the pages that is gone, or whose reader is, is no failure of the process.
    response.on('pipe', (source: Readable) => {
      source.on('error', () => response.destroy());
      response.once('close', () => source.destroy());
    });
    try {
      if (!answerKept(request, response)) handler(request, response);
    } catch (cause) {
      failed(response, cause);
    }
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

/** What waits for the rest of the body hears of it only as an error. */
function stalled(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

/** One stretch from its beginning on; the server of static files is not to see any other, and may leave each out. */
function isOneRange(range: string | undefined): boolean {
  const [, from, to] = /^bytes=([0-9]+)-([0-9]*)$/.exec(range ?? '') ?? [];
  return from !== undefined && (to === '' || Number(from) <= Number(to));
}

function failed(response: ServerResponse, cause: unknown): void {
  console.error(cause);
  if (response.headersSent) return void response.destroy();
  const message = '服务器内部出错。 The server failed.';
  response.writeHead(500, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code: 'internal', message, details: null } }));
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
