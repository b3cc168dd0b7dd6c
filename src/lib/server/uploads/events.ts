import type { Lang } from '../../field/text.ts';
import { uploadInfo } from './info.ts';
import * as uploads from '../uploads.ts';

const TOLD_EVERY_MS = 200;
/** While it is worked at, so that the time left goes down. */
const TICK_MS = 1000;
const ALIVE_EVERY_MS = 15_000;
const ENDED: uploads.Status[] = ['failed', 'committed', 'cancelled'];

const open = new Set<() => void>();

/** The state of an upload as server-sent events, at most five a second but its status at once; ends when nothing will change any more or nothing is known of it. */
export function events(id: string, lang: Lang): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  uploads.read(id);
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      let waiting: NodeJS.Timeout | undefined;
      let said = '';
      const alive = setInterval(() => controller.enqueue(encoder.encode(':\n\n')), ALIVE_EVERY_MS);
      const tick = setInterval(() => isWorking && tell(), TICK_MS);
      let isWorking = true;
      const unwatch = uploads.watch(id, (isOfStatus) => {
        if (isOfStatus) clearTimeout(waiting);
        if (isOfStatus || !waiting) waiting = setTimeout(tell, isOfStatus ? 0 : TOLD_EVERY_MS);
      });
      end = () => {
        clearInterval(alive);
        clearInterval(tick);
        clearTimeout(waiting);
        unwatch();
        open.delete(close);
      };
      const close = () => {
        end();
        controller.close();
      };
      const tell = () => {
        try {
          say();
        } catch {
          // What is not known any more, or cannot be read, cannot be told: the reader asks again and hears why.
          close();
        }
      };
      const say = () => {
        clearTimeout(waiting);
        waiting = undefined;
        const upload = uploads.read(id);
        isWorking = upload.status === 'receiving' || upload.status === 'reading';
        const text = JSON.stringify(uploadInfo(upload, lang));
        if (text !== said) controller.enqueue(encoder.encode(`data: ${text}\n\n`));
        said = text;
        if (ENDED.includes(upload.status)) close();
      };
      open.add(close);
      tell();
    },
    cancel: () => end()
  });
}

/** Ends every stream: a server that stops does not wait for readers. */
export function endAll(): void {
  for (const close of [...open]) close();
}
