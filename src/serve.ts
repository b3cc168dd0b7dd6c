/** The built server, see `start.ts`: serves the pages; says in a sentence when it cannot. */
import { createServer, get, type RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
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
    if (request.method === 'POST') request.setTimeout(STALLED_MS, () => request.destroy());
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
