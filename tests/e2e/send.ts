import { expect } from '@playwright/test';
import type { Server } from './serve.ts';

/** An upload as GET /api/uploads/{id} gives it; what a test looks at. */
export interface UploadState {
  id: string;
  status: string;
  dataset: string | null;
  version: number | null;
  filename: string;
  suggestedDataset: string | null;
  encoding: string | null;
  delimiter: string | null;
  headerRows: number | null;
  progress: { phase: string; bytes: number; totalBytes: number | null; rows: number };
  columns: { name: string; title: string; source: string; type: string }[];
  workbook: { sheet: string } | null;
  records: { read: number; accepted: number; rejected: number; excluded: number } | null;
  issues: {
    severity: string;
    row: number;
    column: string | null;
    value: string | null;
    code: string;
    message: string;
  }[];
  issueCount: number;
  diff: { added: number; changed: number; removed: number; unchanged: number } | null;
  warnings: { code: string; mustConfirm: boolean; message: string }[];
  sameAs: { dataset: string; version: number } | null;
  effects: {
    asOf: string | null;
    indicators: { id: string; region: string; from: number | null; to: number | null }[];
    charts: { slug: string; title: string }[];
    figures: { report: string; figure: string; from: string; to: string }[];
  } | null;
}

/** Sends a file and returns the answer's status and body. */
export async function send(
  server: Server,
  bytes: string | Uint8Array,
  {
    dataset,
    filename = 'x.csv',
    type = 'text/csv'
  }: { dataset?: string; filename?: string; type?: string } = {}
): Promise<{ status: number; body: { id: string; status: string } & Record<string, unknown> }> {
  const search = new URLSearchParams({ filename, ...(dataset === undefined ? {} : { dataset }) });
  const response = await fetch(`${server.url}/api/uploads?${search}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: bytes as BodyInit
  });
  return { status: response.status, body: (await response.json()) as { id: string; status: string } };
}

/** Asks until the upload is neither arriving nor being read. */
export async function settled(server: Server, id: string): Promise<UploadState> {
  for (;;) {
    const response = await fetch(`${server.url}/api/uploads/${id}`);
    expect(response.status).toBe(200);
    const upload = (await response.json()) as UploadState;
    if (upload.status !== 'receiving' && upload.status !== 'reading') return upload;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sends a file and waits until it has been read. */
export async function upload(
  server: Server,
  bytes: string | Uint8Array,
  about: { dataset?: string; filename?: string; type?: string } = {}
): Promise<UploadState> {
  const { status, body } = await send(server, bytes, about);
  expect(status, JSON.stringify(body)).toBe(201);
  return settled(server, body.id);
}

/** Sends JSON with a method and returns status and body; null for an empty body. */
export async function call(
  server: Server,
  method: string,
  path: string,
  body?: unknown
): Promise<{
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string; details: unknown } };
}> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

export function commit(server: Server, id: string, body: object = { mode: 'replace' }) {
  return call(server, 'POST', `/api/uploads/${id}/commit`, body);
}
