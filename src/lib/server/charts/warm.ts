import { answerChart } from './answers.ts';
import * as charts from '../charts.ts';

/** Only once the server listens: nobody is to wait for it. */
const AFTER_MS = 50;

/**
 * Draws one chart ahead, so that the first reader does not wait for what comes with the first drawing: modules, the
 * dataset's file, code that is compiled.
 */
export function warmSoon(): void {
  setTimeout(() => {
    draw().catch((cause) => console.error('drawing ahead:', cause));
  }, AFTER_MS).unref();
}

async function draw(): Promise<void> {
  const [first] = charts.list();
  if (!first) return;
  const { chartFile } = await import('./files.ts');
  const answer = await answerChart(charts.read(first.slug), {});
  const view = { theme: 'light', width: 960, height: undefined, hasTitle: true, hasSource: true } as const;
  const file = { lang: 'zh', scale: 1, hasPaths: false, ratio: '16:9' } as const;
  await chartFile('svg', { answer, pin: null, place: {} }, { ...view, ...file });
}
