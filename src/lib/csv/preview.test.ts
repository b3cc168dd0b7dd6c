import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { oddFile } from '../../../tests/csv/generate.ts';
import { preview } from './preview.ts';

const fileOf = (name: string) =>
  new Blob([readFileSync(new URL(`../../../tests/csv/${name}.csv`, import.meta.url))]);

test.each([
  ['nbs-old-gbk', 'gb18030', ['指标', '2014年', '2013年', '2012年', '2011年', '2010年'], '基金会单位数(个)'],
  ['yearbook-two-row-header-gbk', 'gb18030', ['时间', '合计', '其中：/社会团体'], '2023年12月'],
  ['curly-quotes', 'utf-8', ['地区', '数量', '备注'], '深圳'],
  ['comma-blank', 'utf-8', ['name', 'type', 'note'], 'example two']
])('shows the head of %s', async (name, encoding, header, first) => {
  const shown = await preview(fileOf(name));
  if ('failure' in shown) throw new Error(shown.failure.code);
  expect(shown.encoding).toBe(encoding);
  expect(shown.header.slice(0, header.length)).toEqual(header);
  expect(shown.rows.map(([cell]) => cell)).toContain(first);
});

test('says what a file is that is no text', async () => {
  expect(await preview(fileOf('png'))).toMatchObject({ failure: { code: 'not-text' } });
  expect(await preview(new Blob([]))).toMatchObject({ failure: { code: 'empty-file' } });
});

test('reads only the head of a large file, also where it cuts a character', async () => {
  const row = new TextEncoder().encode('示例广州人工智能学会,广州,1\n');
  const head = new TextEncoder().encode('名称,地区,数量\n');
  let asked = 0;
  const large = {
    size: 1 << 30,
    slice(from: number, to: number) {
      asked += to - from;
      const bytes = new Uint8Array(to - from);
      bytes.set(head);
      for (let at = head.length; at < bytes.length; at++)
        bytes[at] = row[(at - head.length) % row.length] as number;
      return new Blob([bytes]);
    }
  } as unknown as Blob;
  const shown = await preview(large);
  if ('failure' in shown) throw new Error(shown.failure.code);
  expect(asked).toBeLessThanOrEqual(1 << 18);
  expect(shown).toMatchObject({ encoding: 'utf-8', header: ['名称', '地区', '数量'], isCut: true });
  expect(shown.rows.every((cells) => cells.join() === '示例广州人工智能学会,广州,1')).toBe(true);
});

test('shows odd files as the reader reads them', async () => {
  for (let n = 0; n < 200; n++) {
    const file = oddFile(n);
    const shown = await preview(new Blob([file.bytes as Uint8Array<ArrayBuffer>]));
    if ('failure' in shown) throw new Error(shown.failure.code);
    expect(shown.encoding, file.name).toBe(file.settings.encoding);
    expect(shown.dialect.delimiter, file.name).toBe(file.settings.delimiter);
  }
});
