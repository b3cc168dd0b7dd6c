import { CHART_TYPES, STACKS, type ChartType } from '../../charts/spec.ts';
import type { Look } from '../../charts/spec-address.ts';
import { isRefusal } from '../../error.ts';
import { findDivision } from '../../field/division.ts';
import { isDate, parsePeriod } from '../../field/period.ts';
import { findDefinition } from '../../indicators/definitions.ts';
import { findIndicator, INDICATORS } from '../../indicators/registry.ts';
import type { TableInfo } from '../../query/plan.ts';
import type { Query } from '../../query/query.ts';
import { AGGREGATES, GRAINS } from '../../query/vocabulary.ts';
import { tableInfo } from '../answers.ts';
import { readFilters, requireNamed } from './columns.ts';
import { columnFault, quoted, type Fault } from './faults.ts';
import { readVersion } from '../datasets.ts';
import { plainLine } from '../given-text.ts';
import { isOfPlaces } from '../charts/plain-answer.ts';

/** An address of /explore as far as it can be read: what cannot is left out and named in `faults`. */
export interface ReadAddress {
  query: Query;
  type: ChartType | undefined;
  look: Look;
  faults: Fault[];
}

type Say = (zh: string, en: string) => void;

const MOST_SIDES = 30;
/** Reads an address of /explore. Refuses (404) only an unknown dataset: of it nothing else can be asked. */
export async function readAddress(search: URLSearchParams): Promise<ReadAddress> {
  const faults: Fault[] = [];
  const say: Say = (zh, en) => void faults.push({ text: { zh, en } });
  const one = (name: string): string | undefined => {
    const given = [...new Set(search.getAll(name))];
    if (given.length > 1)
      say(
        `参数 ${name} 给了不止一次，取最后一个。`,
        `The parameter ${name} is given more than once; the last counts.`
      );
    return given.at(-1) || undefined;
  };
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const text = one(name);
    const found = known.find((word) => word === text);
    if (text !== undefined && found === undefined)
      say(
        `参数 ${name} 没有“${quoted(text)}”，已略去。可用：${known.join('、')}。`,
        `The parameter ${name} has no “${quoted(text)}”; it is left out. Known: ${known.join(', ')}.`
      );
    return found;
  };
  const held = <T>(
    name: string,
    read: (text: string) => T | undefined,
    zh: string,
    en: string
  ): T | undefined => {
    const text = one(name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined)
      say(
        `参数 ${name} 的“${quoted(text)}”${zh}，已略去。`,
        `${name} “${quoted(text)}” ${en}; it is left out.`
      );
    return value;
  };

  const dataset = one('dataset') ?? 'organizations';
  readVersion(dataset);
  const version = held(
    'version',
    (text) => versionIn(dataset, text),
    '不是这个数据集的版本',
    'is no version of this dataset'
  );
  const table = await tableInfo(dataset, version);
  const hasPlaces = isOfPlaces(dataset);
  const indicator = hasPlaces
    ? held(
        'indicator',
        (text) => findIndicator(text)?.id,
        '不是已有的指标',
        `is no indicator of ${INDICATORS.length}`
      )
    : undefined;
  if (!hasPlaces && one('indicator'))
    say(`数据集 ${dataset} 没有指标，请选列的汇总。`, `${dataset} has no indicators; choose a column.`);
  const { measure, share } = readMeasure(one('measure'), table, { search, faults, say });
  const region = (name: string) =>
    held(
      name,
      (text) => (hasPlaces && findDivision(text) ? text : undefined),
      '不是已知的地区代码',
      'is no known division'
    );
  const date = (text: string) =>
    isDate(text) && text >= '1900-01-01' && text <= '2100-12-31' ? text : undefined;
  const grain = oneOf('grain', GRAINS);
  const periodOf = (text: string) => (text.length <= 10 && isKnownPeriod(text) ? text : undefined);
  const notPeriod = [
    '不是时期（写法：2023、2023-H2、2023-Q4、2023-12、2023-12-31）',
    'is no period (2023, 2023-H2, 2023-Q4, 2023-12, 2023-12-31)'
  ] as const;
  const [from, to] = ['from', 'to'].map((name) => held(name, periodOf, ...notPeriod));
  const own = findIndicator(indicator ?? '')?.groups ?? {};
  const by = requireNamed('by', one('by'), table, {
    search,
    faults,
    isOther: (name) => Object.hasOwn(own, name)
  });
  const where = readFilters(search, table, faults);
  const query: Query = withoutAbsent({
    dataset,
    indicator: measure ? undefined : indicator,
    measure,
    region: region('region'),
    except: region('except'),
    regionOf: oneOf('region_of', ['authority', 'seat'] as const),
    asOf: held('as_of', date, '不是日期（写法：2023-12-31）', 'is no date (2023-12-31)'),
    period: grain && withoutAbsent({ grain, from, to }),
    by,
    where: where.length > 0 ? where : undefined,
    version
  });
  if (measure && indicator)
    say(
      'indicator 与 measure 只能取一个，取 measure。',
      'Of indicator and measure only one counts: measure.'
    );
  const sides = (one('compare') ?? '').split(',').filter((side) => side !== '');
  const known = [...new Set(sides)].filter(
    (side) => side === 'year' || side === 'rest' || findDivision(side)
  );
  const unknown = sides.filter((side) => !known.includes(side));
  if (unknown.length > 0)
    say(
      `compare 里的“${quoted(unknown.join('、'))}”不是已知的地区，已略去。`,
      `compare has no place “${quoted(unknown.join(', '))}”; it is left out.`
    );
  if (known.length > MOST_SIDES)
    say(
      `最多比较 ${MOST_SIDES} 个地区，其余已略去。`,
      `At most ${MOST_SIDES} places are compared; the others are left out.`
    );
  const words = withoutAbsent({
    title: wordsOf(one('title'), 300),
    subtitle: wordsOf(one('subtitle'), 300),
    note: wordsOf(one('note'), 1000)
  });
  const look: Look = withoutAbsent({
    compare: known.length > 0 ? known.slice(0, MOST_SIDES) : undefined,
    index: held('index', periodOf, ...notPeriod),
    published: held(
      'published',
      (text) => findDefinition(text)?.id,
      '不是已知的口径',
      'is no known definition'
    ),
    share: share || oneOf('share', ['1']) === '1' || undefined,
    stack: oneOf('stack', STACKS),
    scale: oneOf('scale', ['log'] as const),
    words: Object.keys(words).length > 0 ? words : undefined
  });
  return { query, type: oneOf('type', CHART_TYPES), look, faults };
}

function versionIn(dataset: string, text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  try {
    return readVersion(dataset, Number(text)).version;
  } catch (cause) {
    if (isRefusal(cause)) return undefined;
    throw cause;
  }
}

function isKnownPeriod(text: string): boolean {
  const period = parsePeriod(text);
  return (
    period !== undefined &&
    isDate(period.startOn) &&
    period.startOn >= '1900-01-01' &&
    period.endOn <= '2100-12-31'
  );
}

/** `sum:capital_10k`, `count`, and `share` (of rows) or `share:column` (of its sum). */
function readMeasure(
  text: string | undefined,
  table: TableInfo,
  { search, faults, say }: { search: URLSearchParams; faults: Fault[]; say: Say }
): { measure?: Query['measure']; share?: boolean } {
  if (text === undefined) return {};
  const [word = '', name] = text.split(/:(.*)/s);
  const aggregate = AGGREGATES.find(
    (known) => known === (word === 'share' ? (name ? 'sum' : 'count') : word)
  );
  if (!aggregate) {
    const known = [...AGGREGATES, 'share'].join('、');
    say(
      `measure 没有“${quoted(word)}”这种汇总，已略去。可用：${known}。`,
      `measure has no aggregate “${quoted(word)}”; it is left out. Known: ${known}.`
    );
    return {};
  }
  const share = word === 'share';
  if (!name) {
    if (aggregate === 'count') return { measure: { aggregate }, share };
    say(
      `${aggregate} 要说明是哪一列，如 ${aggregate}:capital_10k。`,
      `${aggregate} needs a column, such as ${aggregate}:capital_10k.`
    );
    return {};
  }
  const column = table.columns.find((known) => known.name === name);
  if (!column) {
    faults.push(columnFault('measure', name, table, search, (other) => `${word}:${other}`));
    return {};
  }
  if (['sum', 'mean', 'median'].includes(aggregate) && column.type !== 'number') {
    say(
      `列“${column.title.zh}”（${quoted(name)}）不是数字，不能求 ${word}。`,
      `The column “${column.title.en}” (${quoted(name)}) holds no numbers to ${word}.`
    );
    return {};
  }
  return { measure: { aggregate, column: name }, share };
}

function wordsOf(text: string | undefined, most: number): string | undefined {
  const plain = [...plainLine(text ?? '')].slice(0, most).join('');
  return plain === '' ? undefined : plain;
}

/** The object without its undefined fields. */
export function withoutAbsent<T extends object>(body: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}
