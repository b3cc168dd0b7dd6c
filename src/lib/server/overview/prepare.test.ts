import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { neighboursOf, prepare, stopPreparing, whileAnswering } from './prepare.ts';

test('neighbours are the years beside, the place above, the places below, a dozen at most', () => {
  const city = neighboursOf('440100', '2023-12-31', '2024-12-31');
  expect(city).toHaveLength(12);
  expect(city.slice(0, 4)).toEqual([
    { region: '440100', asOf: '2022-12-31' },
    { region: '440100', asOf: '2024-12-31' },
    { region: '440000', asOf: '2023-12-31' },
    { region: '440103', asOf: '2023-12-31' }
  ]);
  expect(neighboursOf('440000', '2024-02-29', '2024-12-31')[0]).toEqual({
    region: '440000',
    asOf: '2023-02-28'
  });
  expect(neighboursOf('440300', '2024-12-31', '2024-12-31').map(({ asOf, region }) => region + asOf)).toEqual(
    ['4403002023-12-31', '4400002024-12-31']
  );
});

test('nothing is prepared while a request is under way', async () => {
  const made: string[] = [];
  let done = () => {};
  const answering = whileAnswering(() => new Promise<void>((resolve) => (done = resolve)));
  const preparing = prepare(['a', 'b'], async (address) => made.push(address));
  await pause(350);
  expect(made).toEqual([]);
  done();
  await answering;
  await preparing;
  expect(made).toEqual(['a', 'b']);
});

test('the next reader ends what was left for the one before', async () => {
  const made: string[] = [];
  const make = async (address: string) => made.push(address);
  const first = prepare(['a', 'b', 'c'], make);
  await pause(150);
  await Promise.all([first, prepare(['d'], make)]);
  expect(made).toEqual(['a', 'd']);
});

test('once stopped nothing is made any more', async () => {
  const made: string[] = [];
  const make = async (address: string) => made.push(address);
  const running = prepare(['a', 'b'], make);
  await pause(150);
  await stopPreparing();
  await running;
  await prepare(['c'], make);
  expect(made).toEqual(['a']);
});
