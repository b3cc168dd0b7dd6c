import { fitsOf, type Fit, type Shape } from '../charts/fitting.ts';
import type { Look } from '../charts/spec-address.ts';
import { suggestionsFor, type Suggestion } from '../charts/suggest.ts';
import type { Answer, ChartSpec, ChartType } from '../charts/spec.ts';
import { isRefusal } from '../error.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { Query } from '../query/query.ts';
import { answerChart } from './charts/answers.ts';
import { columns } from './datasets/rows.ts';
import * as datasets from './datasets.ts';
import { readAddress } from './explore/address.ts';
import type { Fault } from './explore/faults.ts';
import { subtitleOf, titleOf } from './explore/words.ts';

/** What an address of /explore asks: a chart, or only a dataset to begin with; `faults` are what it asks in vain. */
export interface Explored {
  dataset: string;
  query: Query;
  type: ChartType | undefined;
  look: Look;
  answer: Answer | null;
  fits: Fit[];
  shape: Shape;
  suggestions: Suggestion[];
  faults: Fault[];
}

/** Reads an address of /explore and answers it as far as it can be. Refuses (404) only an unknown dataset. */
export async function explore(search: URLSearchParams): Promise<Explored> {
  const { query, type: wanted, look, faults } = await readAddress(search);
  const { dataset } = query;
  const shape: Shape = { query, isRate: false, groups: 0, isNumberGroup: false };
  const asked = {
    dataset,
    query,
    type: wanted,
    look,
    answer: null,
    fits: [],
    shape,
    suggestions: [],
    faults
  };
  if (query.indicator === undefined && query.measure === undefined) {
    if (isTold(search)) return asked;
    const { rows } = datasets.readVersion(dataset, query.version);
    return { ...asked, suggestions: suggestionsFor(dataset, await columns(dataset, query.version), rows) };
  }
  try {
    return { ...asked, ...(await answered(query, wanted, look)) };
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    return { ...asked, faults: [...faults, { text: cause.text }] };
  }
}

/** An address that asked for something, though it cannot be read: no suggestions in its place. */
function isTold(search: URLSearchParams): boolean {
  return Boolean(search.get('measure') ?? search.get('indicator'));
}

async function answered(
  query: Query,
  wanted: ChartType | undefined,
  look: Look
): Promise<Pick<Explored, 'answer' | 'fits' | 'shape' | 'type'>> {
  const first = await answerSpec(specOf(query, wanted ?? 'line', look));
  const shape: Shape = {
    query,
    isRate: isRate(query) || look.share === true,
    groups: groupsOf(first),
    isNumberGroup: isNumberGroup(first),
    sides: (look.compare ?? []).length
  };
  const fits = fitsOf(shape);
  const fit =
    fits.find(({ type, reason }) => type === wanted && reason === null) ??
    fits.find(({ reason }) => reason === null);
  const type = fit?.type ?? 'table';
  // What is compared and trimmed follows from the type: another one is answered anew, from the kept result.
  const answer = type === first.spec.type ? first : await answerSpec(specOf(query, type, look));
  return { answer, fits, shape, type };
}

/** The answer of a spec that is saved nowhere, under the slug `explore`. */
export async function answerSpec(spec: ChartSpec): Promise<Answer> {
  const title = spec.title ?? titleOf(spec);
  const subtitle = subtitleOf(spec);
  const proposed = subtitle.zh === '' ? spec : { ...spec, subtitle };
  return answerChart({ slug: 'explore', spec: proposed, title }, {});
}

export function specOf(query: Query, type: ChartType, look: Look = {}): ChartSpec {
  const isPlain = query.by === undefined && query.where === undefined && query.indicator !== undefined;
  const isCourse = ['line', 'column'].includes(type) && !look.share && !look.index && !look.compare;
  return { type, query, published: isPlain && isCourse, reports: isPlain && isCourse, ...look };
}

function isRate({ indicator, measure }: Query): boolean {
  if (measure) return ['mean', 'median', 'min', 'max', 'distinct'].includes(measure.aggregate);
  return findIndicator(indicator ?? '')?.unit !== '家';
}

function isNumberGroup({ results: [result], spec }: Answer): boolean {
  return result?.columns.find(({ name }) => name === spec.query.by)?.type === 'number';
}

function groupsOf({ results: [result], spec }: Answer): number {
  const at = result?.columns.findIndex(({ name }) => name === (spec.query.by ?? '')) ?? -1;
  return at < 0 ? 0 : new Set(result?.rows.map((row) => row[at])).size;
}
