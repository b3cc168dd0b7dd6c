import type { Answer } from '../../src/lib/charts/spec.ts';
import * as compared from './samples-compared.ts';
import * as explored from './samples-explored.ts';
import * as ranked from './samples-rank.ts';
import * as steps from './samples-steps.ts';
import * as stable from './samples-stable.ts';
import * as timed from './samples-time.ts';

/** Every chart of the gallery by its name. */
export const GALLERY: Record<string, () => Answer> = {
  ...timed,
  ...ranked,
  ...stable,
  ...compared,
  ...explored,
  ...steps
};
