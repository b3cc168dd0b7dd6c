// npm run bench [-- name …] [-- --release]: prints a table of figures beside their targets; needs a build.
import { adhoc } from './adhoc.ts';
import { decks } from './decks.ts';
import { explore } from './explore.ts';
import { isMet, type Bench, type Figure } from './figure.ts';
import { arriving, loading } from './loading.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { redraw } from './redraw.ts';
import { release } from './release.ts';
import { sending } from './sending.ts';

const BENCHES: Bench[] = [page, redraw, explore, sending, decks, memory, arriving, release, adhoc, loading];

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isRelease = process.argv.includes('--release');
const chosen = BENCHES.filter((bench) =>
  names.length > 0 ? names.includes(bench.name) : isRelease || !bench.isRelease
);
if (chosen.length === 0) {
  console.error(`There is no such bench. There are: ${BENCHES.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

console.log('| | measured | target | |\n|---|---|---|---|');
let missed = 0;
for (const bench of chosen) {
  for (const figure of await bench.measure()) {
    console.log(
      `| ${figure.what} | ${said(figure.measured, figure.unit)} | ${targetOf(figure)} | ${figure.from ?? ''} |`
    );
    if (!isMet(figure)) missed++;
  }
}
if (missed > 0) console.log(`\n${missed} not met (marked ✗).`);

function said(value: number, unit: string): string {
  const digits = unit === '×' ? 2 : unit === 'KB' ? 1 : 0;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}

function targetOf(figure: Figure): string {
  const { most, least, unit } = figure;
  const words =
    most === least
      ? `${most}`
      : most !== undefined
        ? `≤ ${most}${unit && ` ${unit}`}`
        : `≥ ${least}${unit && ` ${unit}`}`;
  return `${words}${isMet(figure) ? '' : ' ✗'}`;
}
