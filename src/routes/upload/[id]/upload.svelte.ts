import { m } from '$lib/i18n/paraglide/messages.js';
import type { uploadInfo } from '$lib/server/uploads/info.ts';
import type { CommitWish, Wishes } from '$lib/server/uploads/wishes.ts';

export type UploadInfo = ReturnType<typeof uploadInfo>;

/** An upload as the page holds it: told of every change by the server, changed by the analyst. */
export function follow(first: UploadInfo) {
  let info = $state.raw(first);
  let problem = $state<string | null>(null);
  let isAsking = $state(false);
  /** Not of `info`: each event changes that, and would have them followed anew. */
  const { id } = first;

  $effect(() => {
    const events = new EventSource(`/api/uploads/${id}/events`);
    events.onmessage = ({ data }) => {
      info = JSON.parse(data) as UploadInfo;
      if (['failed', 'committed', 'cancelled'].includes(info.status)) events.close();
    };
    return () => events.close();
  });

  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    isAsking = true;
    problem = null;
    try {
      const response = await fetch(path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {})
      });
      if (response.status === 204) return {};
      const answer = await response.json();
      if (response.ok) return answer;
      problem = answer.error.message;
    } catch {
      problem = m.upload_not_sent();
    } finally {
      isAsking = false;
    }
    return undefined;
  }

  /** Sets how the file is read or where it goes; the server reads it again. */
  async function change(wishes: Wishes): Promise<void> {
    const answer = await ask('PATCH', `/api/uploads/${id}`, wishes);
    if (answer) info = answer as UploadInfo;
  }

  /** The version it became; undefined with `problem` set when it was refused. */
  async function commit(wish: CommitWish): Promise<{ dataset: string; version: number } | undefined> {
    const answer = await ask('POST', `/api/uploads/${id}/commit`, wish);
    if (!answer) await refresh();
    return answer as { dataset: string; version: number } | undefined;
  }

  async function cancel(): Promise<boolean> {
    return (await ask('DELETE', `/api/uploads/${id}`)) !== undefined;
  }

  async function refresh(): Promise<void> {
    const response = await fetch(`/api/uploads/${id}`);
    if (response.ok) info = await response.json();
  }

  return {
    get info() {
      return info;
    },
    get problem() {
      return problem;
    },
    get isAsking() {
      return isAsking;
    },
    change,
    commit,
    cancel
  };
}
