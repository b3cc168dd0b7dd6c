import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server sent, as it came over the wire. */
export interface Sent {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

const PER_CONNECTION = ['date', 'connection', 'keep-alive', 'transfer-encoding'];

/** Asks as a browser would and keeps the answer packed. */
export function take(url: string, headers: Record<string, string> = {}): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const asked = ask(
      url,
      { headers: { 'accept-encoding': 'gzip, deflate, br', ...headers } },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const kept = { ...response.headers };
          for (const name of PER_CONNECTION) delete kept[name];
          const body = Buffer.concat(pieces);
          const sent = { ...(kept as Sent['headers']), 'content-length': String(body.byteLength) };
          resolve({ status: response.statusCode ?? 0, headers: sent, body });
        });
      }
    );
    asked.on('error', reject).end();
  });
}

/** A bare Node server that sends the same bytes with the same headers from memory: the least a server can do. */
export async function serveBare(answers: Map<string, Sent>): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const sent = answers.get(request.url ?? '');
    if (!sent) response.writeHead(404).end();
    else response.writeHead(sent.status, sent.headers).end(sent.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
