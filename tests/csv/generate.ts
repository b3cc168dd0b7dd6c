import type { CompleteSettings, Encoding } from '../../src/lib/csv/settings.ts';
import { encode } from './encode.ts';

/** An odd file, and what must come out of it. */
export interface OddFile {
  name: string;
  bytes: Uint8Array;
  settings: Pick<CompleteSettings, 'encoding' | 'delimiter' | 'headerLine' | 'headerRows' | 'padding'> & {
    quote?: string;
  };
  header: string[];
  rows: string[][];
  lines: number[];
  rejected: [line: number, code: string][];
  lookAt: [line: number, code: string][];
  excluded: [line: number, reason: string][];
}

/** Numbers from a seed, each in [0, 1) (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ENCODINGS: [Encoding, boolean][] = [
  ['utf-8', false],
  ['utf-8', true],
  ['gb18030', false],
  ['utf-16le', true],
  ['utf-16le', false],
  ['utf-16be', true],
  ['utf-16be', false],
  ['big5', false]
];
const DELIMITERS = [',', ';', '\t', '|', '，', '；', '、'] as const;
const QUOTES = ['"', '"', '"', "'", '“'] as const;
const NEWLINES = ['\n', '\r\n', '\r', 'mixed'] as const;
const LAYOUTS = [
  'plain',
  'titles',
  'merged',
  'three-rows',
  'footers',
  'totals',
  'repeated',
  'blank',
  'trailing',
  'tab-padded',
  'space-padded',
  'everything'
] as const;
const FAULTS = ['none', 'too-many', 'too-few', 'stray', 'unclosed', 'unclosed-last', 'spaces'] as const;

const SIMPLIFIED = [
  '广州人工智能学会',
  '示例生物医药研究院',
  '南沙电子信息促进中心',
  '科技成果转化基金会',
  '社会团体',
  '民办非企业单位',
  '新材料协会'
];
const TRADITIONAL = [
  '廣東人工智能學會',
  '示例生物醫學研究院',
  '電子信息促進中心',
  '科技成果基金會',
  '社會團體',
  '服務機構',
  '新材料協會'
];
const HEADERS = {
  simplified: ['序号', '名称', '类型', '登记日期', '数量', '备注'],
  traditional: ['序號', '名稱', '類型', '登記日期', '數量', '備註']
};

/** File number `n` of the endless row of odd files: encodings × dialects × layouts × faults, each by its seed. */
export function oddFile(n: number): OddFile {
  const random = randomOf(n * 7919 + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number) => random() < share;
  const [encoding, hasBom] = ENCODINGS[n % ENCODINGS.length]!;
  const layout = LAYOUTS[Math.floor(n / ENCODINGS.length) % LAYOUTS.length]!;
  const delimiter = n % 3 === 0 ? ',' : pick(DELIMITERS);
  const isExotic = '，；、'.includes(delimiter);
  const isPadded = layout.endsWith('padded');
  const quote = isPadded ? '"' : pick(QUOTES);
  const close = quote === '“' ? '”' : quote;
  const newline = pick(NEWLINES);
  const fault = layout === 'trailing' || isPadded ? 'none' : pick(FAULTS);
  const isTraditional = encoding === 'big5';
  const names = isTraditional ? TRADITIONAL : SIMPLIFIED;
  const quotesHeader = quote !== '"' || chance(0.2);
  const padding =
    layout === 'tab-padded' && delimiter !== '\t' ? 'tab' : layout === 'space-padded' ? 'space' : 'none';

  let text = '';
  let line = 1;
  const file: OddFile = {
    name: `${n} ${encoding}${hasBom ? '+bom' : ''} ${JSON.stringify(delimiter)} ${quote} ${JSON.stringify(newline)} ${layout} ${fault}`,
    bytes: new Uint8Array(0),
    settings: { encoding, delimiter, headerLine: 1, headerRows: 1, padding },
    header: [...(isTraditional ? HEADERS.traditional : HEADERS.simplified)],
    rows: [],
    lines: [],
    rejected: [],
    lookAt: [],
    excluded: []
  };
  if (quote !== '"') file.settings.quote = quote;
  const width = file.header.length;

  const endLine = (isLast = false) => {
    const one = newline === 'mixed' ? pick(['\n', '\r\n', '\r'] as const) : newline;
    // A lone LF behind a lone CR would be one line end, not two.
    if (!isLast || chance(0.6)) text += one === '\n' && text.endsWith('\r') ? '\r\n' : one;
    line++;
  };
  const quoted = (cell: string) =>
    `${quote}${quote === '“' ? cell : cell.replaceAll(quote, quote + quote)}${close}`;
  const written = (cell: string, mustQuote: boolean) => {
    const needs =
      mustQuote ||
      cell.includes(delimiter) ||
      /[\r\n]/.test(cell) ||
      cell.includes(quote) ||
      cell.includes(close);
    return needs ? quoted(cell) : cell;
  };
  const join = (cells: string[]) => {
    if (padding === 'tab') return cells.map((cell) => `${cell}\t`).join(delimiter);
    return cells.join(padding === 'space' ? `${delimiter} ` : delimiter);
  };
  const put = (cells: string[], isLast = false) => {
    text += join(layout === 'trailing' ? [...cells, '', ''] : cells);
    endLine(isLast);
  };
  const aside = (reason: string, content: string) => {
    file.excluded.push([line, reason]);
    text += content;
    endLine();
  };
  const has = (one: (typeof LAYOUTS)[number]) => layout === one || (layout === 'everything' && !isExotic);
  const alone = (content: string) =>
    chance(0.5) && !isPadded ? join([content, ...Array<string>(width - 1).fill('')]) : content;

  if (has('titles')) {
    aside('title', alone(isTraditional ? '表1 廣東社會組織統計表' : '表1 广东社会组织统计表'));
    aside('title', alone(isTraditional ? '單位:個' : '单位：个'));
  }
  file.settings.headerLine = line;
  const headerCells = (cells: string[]) => cells.map((cell) => written(cell, quotesHeader && cell !== ''));
  if (has('merged') || layout === 'three-rows') {
    const top = file.header.map((name, k) => (k === 3 ? '其中' : k === 2 ? '其中' : name));
    const group = top.map((name, k) => (k === 3 ? '' : name));
    const below = file.header.map((name, k) => (k === 2 || k === 3 ? name : ''));
    put(headerCells(group));
    file.settings.headerRows = 2;
    file.header = file.header.map((name, k) => (k === 2 || k === 3 ? `其中/${name}` : name));
    if (layout === 'three-rows') {
      put(headerCells(below));
      put(headerCells(file.header.map((_, k) => (k === 3 ? '年末' : ''))));
      file.header = file.header.map((name, k) => (k === 3 ? `${name}/年末` : name));
      file.settings.headerRows = 3;
    } else put(headerCells(below));
  } else put(headerCells(file.header));
  const headerText = () => join(headerCells(file.header));

  const count = 12 + Math.floor(random() * 20);
  const faultAt = 3 + Math.floor(random() * 5);
  const rowOf = (k: number) => {
    const cells = [
      String(k + 1),
      pick(names),
      pick(names),
      `20${10 + (k % 14)}-0${1 + (k % 9)}-15`,
      String(Math.floor(random() * 10_000)),
      ''
    ];
    if (chance(0.3))
      cells[5] = pick([
        `${names[0]}${delimiter}${names[1]}`,
        `${names[2]}${quote}x${close}`,
        `${names[3]}\n${names[4]}`,
        ` ${names[5]} `,
        '<b>x</b>',
        '=1+1',
        "'; DROP TABLE x"
      ]);
    if (isPadded && cells[5] !== undefined) cells[5] = cells[5].trim();
    if (quote === "'" && cells[5]?.includes("'") && !cells[5].includes('\n')) cells[5] = 'x';
    return cells;
  };
  for (let k = 0; k < count; k++) {
    const isLast = k === count - 1 && !has('footers') && !has('totals');
    if (has('blank') && k % 5 === 4) {
      text += chance(0.5) || isPadded ? '' : join(Array<string>(width).fill(''));
      endLine();
    }
    if (has('repeated') && k === 6 && file.settings.headerRows === 1) aside('repeated-header', headerText());
    const cells = rowOf(k);
    if (k === faultAt || k === faultAt + 1) cells[5] = '';
    if (k === faultAt && fault !== 'none') {
      addFault(cells);
      continue;
    }
    const start = line;
    const marks = cells.map((cell) =>
      written(cell, quote !== '"' ? cell !== '' && !/^\d/.test(cell) : chance(0.15))
    );
    line += cells.join('').split('\n').length - 1;
    file.rows.push(cells);
    file.lines.push(start);
    put(marks, isLast);
  }
  if (has('totals')) {
    aside('total', join([isTraditional ? '合計' : '合计', '', '', '', '99', '']));
    if (!isTraditional) aside('total', join(['其中：科技类', '', '', '', '9', '']));
  }
  if (has('footers')) {
    aside('footer', alone(isTraditional ? '註:示例' : '注：示例数据'));
    aside('footer', `　　2.${names[0]}`);
    if (!isTraditional) aside('footer', '数据来源：示例');
  }
  file.bytes = encode(text, encoding, hasBom);
  return file;

  function addFault(cells: string[]): void {
    const start = line;
    const plain = [...cells.slice(0, 5), 'x'];
    if (fault === 'too-many') {
      file.rejected.push([start, 'record-width']);
      put([...plain, 'y']);
    } else if (fault === 'too-few') {
      file.rejected.push([start, 'record-width']);
      put(plain.slice(0, 4));
    } else if (fault === 'spaces') {
      file.rejected.push([start, 'record-width']);
      text += plain.join(' ');
      endLine();
    } else if (fault === 'stray') {
      const stray = plain.with(1, `${plain[1]}"${plain[2]}`);
      if (quote === '"') file.lookAt.push([start, 'stray-quote']);
      file.rows.push(stray);
      file.lines.push(start);
      put(stray);
    } else {
      const cell = fault === 'unclosed' ? 1 : 5;
      file.rejected.push([start, 'unclosed-quote']);
      put(plain.with(cell, `${quote}${plain[cell]}`));
    }
  }
}
