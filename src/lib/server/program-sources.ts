/** What runs beside the pages, by name: built as files of their own (`vite build --mode programs`). */
export const PROGRAMS = {
  serve: 'src/serve.ts',
  'read-upload': 'src/lib/server/uploads/worker.ts',
  'make-deck': 'src/lib/server/decks/worker.ts',
  'run-sql': 'src/lib/server/warehouse-sandbox.ts'
} as const;
