import type { ColumnType } from '../../csv/cells.ts';
import { addIssue } from '../../csv/issue.ts';
import { Refusal } from '../../error.ts';
import type { Proof } from '../../csv/proof.ts';
import { mapColumns, propose, type Chosen, type MappedColumn } from '../../field/mapping.ts';
import { findSchema } from '../../field/schema.ts';
import type { ColumnPlan } from './file.ts';

/** What an analyst wants of a column, where it is not as found; data about persons come in with `isOmitted: false` only. */
export interface ColumnWish {
  /** A column of the dataset, or a name of its own. */
  name?: string | undefined;
  title?: string | undefined;
  type?: ColumnType | undefined;
  isOmitted?: boolean | undefined;
}

export interface IngestPlan {
  mapped: MappedColumn[];
  plans: ColumnPlan[];
  /** The known dataset that has all its required columns in the file, by headers and cells; null when none has. */
  fits: string | null;
}

/** Maps a file's columns to those of its dataset, sampled cells at hand, and says how each is to be stored. */
export function planColumns(
  dataset: string,
  proof: Proof,
  samples: string[][],
  wishes: readonly ColumnWish[]
): IngestPlan {
  const last = chosenBy(dataset, proof, wishes);
  const mapped = mapColumns(proof.columns, samples, { dataset, last });
  const plans = mapped.map(({ name, column, isPersonal }, place): ColumnPlan => {
    const wish = wishes[place] ?? {};
    const isOwnType = wish.type !== undefined && wish.type !== column?.type;
    const isAskedFor = wish.name !== undefined || wish.type !== undefined;
    return {
      ...(isOwnType ? { type: wish.type } : column),
      name: wish.name ?? name,
      isOmitted: wish.isOmitted ?? (isPersonal && !isAskedFor)
    };
  });
  requireStorable(plans);
  const fits = propose(proof.columns, samples).find(({ isComplete }) => isComplete)?.dataset ?? null;
  return { mapped, plans, fits };
}

/** Refuses (422) plans that leave no column, or two of one name, whatever their case. */
function requireStorable(plans: readonly ColumnPlan[]): void {
  const kept = plans.filter(({ isOmitted }) => !isOmitted);
  if (kept.length === 0) {
    throw new Refusal(422, 'no-columns', {
      zh: '没有要载入的列：全部列都是个人信息或被选为不载入。请至少选一列载入。',
      en: 'No column is left to load: all are about persons or were left out. Choose one at least.'
    });
  }
  const taken = new Set<string>();
  for (const { name } of kept) {
    if (!taken.has(name.toLowerCase())) taken.add(name.toLowerCase());
    else {
      throw new Refusal(422, 'duplicate-name', {
        zh: `有两列都叫“${name}”（不分大小写）。请给其中一列另起名字。`,
        en: `Two columns are called “${name}” (case does not count). Give one of them another name.`
      });
    }
  }
}

/** A name that is one of the dataset's columns chooses it; any other keeps the column apart. */
function chosenBy(dataset: string, proof: Proof, wishes: readonly ColumnWish[]): Chosen {
  const known = new Set(findSchema(dataset)?.columns.map(({ name }) => name));
  return Object.fromEntries(
    proof.columns.flatMap(({ source }, place) => {
      const name = wishes[place]?.name;
      return name === undefined ? [] : [[source, known.has(name) ? name : null]];
    })
  );
}

/** Adds an issue for each required column of the dataset that no column of the file is. */
export function addMissingColumns(dataset: string, proof: Proof, plans: readonly ColumnPlan[]): void {
  const present = new Set(plans.filter(({ isOmitted }) => !isOmitted).map(({ name }) => name));
  for (const { name, title, isRequired } of findSchema(dataset)?.columns ?? []) {
    if (!isRequired || present.has(name)) continue;
    addIssue(proof.issues, {
      severity: 'must-fix',
      row: 1,
      column: name,
      value: null,
      code: 'missing-required',
      message: {
        zh: `数据集 ${dataset} 必须有列“${name}”（${title.zh}），文件里没有能对应的列。请补上，或在列映射里指定。`,
        en: `${dataset} needs the column “${name}” (${title.en}); no column of the file is it. Add it, or choose one in the mapping.`
      }
    });
  }
}
