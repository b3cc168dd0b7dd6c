interface Listed {
  id: string;
  status: string;
}

/** Files are read one after the other: to listen to the first few is enough, and a browser has few connections. */
const FOLLOWED = 3;

/** Calls `changed` when an upload of the list, newest first, has another status than it says, until all are settled. */
export function followList(uploads: () => Listed[], changed: () => unknown): void {
  const statusOf = (id: string) => uploads().find((upload) => upload.id === id)?.status;
  const followed = $derived(
    uploads()
      .filter(({ status }) => status === 'receiving' || status === 'reading')
      .slice(-FOLLOWED)
      .map(({ id }) => id)
      .join(' ')
  );

  $effect(() => {
    const streams = followed.split(' ').filter(Boolean).map(listen);
    return () => streams.forEach((events) => events.close());
  });

  function listen(id: string): EventSource {
    const events = new EventSource(`/api/uploads/${id}/events`);
    events.onmessage = ({ data }) => {
      const { status } = JSON.parse(data) as Listed;
      if (status !== 'receiving' && status !== 'reading') events.close();
      if (status !== statusOf(id)) changed();
    };
    // One that is gone is not connected to again.
    events.onerror = () => events.readyState === EventSource.CLOSED && changed();
    return events;
  }
}
