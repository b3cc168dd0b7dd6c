import { expect, test } from 'vitest';
import { compress } from './compress.ts';

const request = new Request('http://localhost/rows.csv', { headers: { 'accept-encoding': 'gzip' } });

function packed(body: ReadableStream): ReadableStream<Uint8Array> {
  const response = compress(request, new Response(body, { headers: { 'content-type': 'text/csv' } }));
  expect(response.headers.get('content-encoding')).toBe('gzip');
  if (!response.body) throw new Error('no body');
  return response.body;
}

test('an answer that breaks off breaks off for its reader, and for nobody else', async () => {
  let asked = 0;
  const body = new ReadableStream({
    pull(controller) {
      asked += 1;
      if (asked > 3) throw new Error('the disk is gone');
      controller.enqueue(new TextEncoder().encode('a,b\n'.repeat(10_000)));
    }
  });
  await expect(new Response(packed(body)).arrayBuffer()).rejects.toThrow('the disk is gone');
});

test('a reader who goes away ends what is written for it', async () => {
  const gone = Promise.withResolvers<void>();
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(crypto.getRandomValues(new Uint8Array(60_000))),
    cancel: () => gone.resolve()
  });
  const reader = packed(body).getReader();
  await reader.read();
  await reader.cancel();
  await gone.promise;
});
