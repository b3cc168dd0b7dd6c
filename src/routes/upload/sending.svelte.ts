import { m } from '$lib/i18n/paraglide/messages.js';
import { newSendPace } from './send-pace.ts';

/** A file on its way to the server; several wait for each other. */
export interface Sending {
  key: number;
  file: File;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  sentBytes: number;
  secondsLeft: number | null;
  /** The upload it became. */
  id: string | null;
  problem: string | null;
}

/** Sends files one after the other; `sent` hears of each that has arrived. */
export function newQueue(limitBytes: number, sent: (sending: Sending) => void) {
  const list = $state<Sending[]>([]);
  let request: XMLHttpRequest | undefined;
  let nextKey = 0;

  function add(files: Iterable<File>, dataset: string | null): void {
    for (const file of files) {
      const problem =
        file.size > limitBytes ? m.upload_too_large({ mb: Math.round(limitBytes / 2 ** 20) }) : null;
      const state = problem === null ? 'waiting' : 'failed';
      const unsent = { sentBytes: 0, secondsLeft: null, id: null };
      list.push({ key: nextKey++, file, state, problem, ...unsent });
    }
    sendNext(dataset);
  }

  function sendNext(dataset: string | null): void {
    const sending = list.find(({ state }) => state === 'waiting');
    if (!sending || request) return;
    sending.state = 'sending';
    request = new XMLHttpRequest();
    const asked = new URLSearchParams({ filename: sending.file.name });
    if (dataset !== null) asked.set('dataset', dataset);
    request.open('POST', `/api/uploads?${asked}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    const pace = newSendPace(sending.file.size, performance.now());
    request.upload.onprogress = ({ loaded }) => {
      sending.sentBytes = loaded;
      sending.secondsLeft = pace(loaded, performance.now());
    };
    request.onloadend = () => {
      const { status, response } = request as XMLHttpRequest;
      request = undefined;
      if (status === 201) {
        sending.id = response.id;
        sending.state = 'sent';
        sent(sending);
      } else if (sending.state === 'sending') {
        sending.state = 'failed';
        sending.problem = response?.error?.message ?? m.upload_not_sent();
      }
      sendNext(dataset);
    };
    request.send(sending.file);
  }

  /** Stops a file that waits or is being sent, and forgets it. */
  function drop(key: number): void {
    const at = list.findIndex((sending) => sending.key === key);
    const [sending] = list.splice(at, at < 0 ? 0 : 1);
    if (sending?.state !== 'sending') return;
    sending.state = 'failed';
    request?.abort();
  }

  return { list, add, drop };
}
