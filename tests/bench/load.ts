import { connect } from 'node:net';

const CONNECTIONS = 16;

/**
 * Requests a second that a server answers to so many connections, each asking again as soon as it has its answer.
 * Reads no more than Content-Length says (or up to the last chunk): the counting must cost less than the answering.
 */
export async function requestsPerSecond(
  url: string,
  headers: Record<string, string>,
  durationMs: number
): Promise<number> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  let answered = 0;
  let isOver = false;
  const began = performance.now();
  const clients = Array.from({ length: CONNECTIONS }, () =>
    client(hostname, Number(port), request, () => {
      answered++;
      return !isOver;
    })
  );
  setTimeout(() => (isOver = true), durationMs);
  await Promise.all(clients);
  return (answered * 1000) / (performance.now() - began);
}

/** Asks again and again on one connection while `next` says so. */
function client(host: string, port: number, request: Buffer, next: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => socket.write(request));
    let held: Buffer = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      held = held.length === 0 ? piece : Buffer.concat([held, piece]);
      if (!isWhole(held)) return;
      held = Buffer.alloc(0);
      if (next()) socket.write(request);
      else socket.end();
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = answer.toString('latin1', 0, end);
  if (head.startsWith('HTTP/1.1 304')) return true;
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`the server answered ${head.split('\r\n')[0]}`);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) return answer.subarray(-5).toString('latin1') === '0\r\n\r\n';
  return answer.length >= end + 4 + Number(length);
}
