/**
 * `made` from `source`, which has begun and holds something (a connection, a file): who stops lets it go, even before the first
 * piece, when `made` has not begun and would not end what it is made from.
 */
export function holding<T>(source: AsyncIterator<unknown>, made: AsyncIterator<T>): AsyncIterableIterator<T> {
  return {
    next: () => made.next(),
    async return() {
      try {
        await made.return?.();
      } finally {
        await source.return?.();
      }
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
}
