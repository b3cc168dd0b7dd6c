import { addIssue, shorten, type Issue, type Issues } from './issue.ts';

const NAME_LENGTH = 1000;

/** A column of a file: the header's text, and a name that is unique in the file regardless of case. */
export interface HeaderColumn {
  name: string;
  source: string;
}

/**
 * Names the columns. A blank header becomes `column_3`, a repeated one (also when only its case differs, since
 * SQL names ignore case) gets `_2`; both are issues that must be mended or accepted.
 */
export function nameColumns(header: string[], row: number, issues: Issues): HeaderColumn[] {
  const sources = header.map((text, index) => {
    const source = text.trim();
    if (source.length <= NAME_LENGTH) return source;
    addIssue(issues, longName(row, index + 1, source));
    return shorten(source, NAME_LENGTH);
  });
  const given = new Set(sources.map((source) => source.toLowerCase()));
  const taken = new Set<string>();
  return sources.map((source, index) => {
    const place = index + 1;
    const isRepeated = source !== '' && taken.has(source.toLowerCase());
    if (source === '') {
      addIssue(issues, {
        severity: 'must-fix',
        row,
        column: null,
        value: '',
        code: 'blank-header',
        message: {
          zh: `第 ${place} 列没有表头。请补上列名；若接受，该列将命名为 column_${place}。`,
          en: `Column ${place} has no header. Give it a name; if accepted as it is, it becomes column_${place}.`
        }
      });
    } else if (isRepeated) {
      addIssue(issues, {
        severity: 'must-fix',
        row,
        column: source,
        value: source,
        code: 'duplicate-header',
        message: {
          zh: `第 ${place} 列的表头“${source}”与前面的列重复（不分大小写）。请改名；若接受，将加上序号。`,
          en: `The header “${source}” of column ${place} is used before (case does not count). Rename it; if accepted, it gets a number.`
        }
      });
    }
    const base = source === '' ? `column_${place}` : source;
    let name = base;
    for (
      let n = 2;
      taken.has(name.toLowerCase()) || (name !== source && given.has(name.toLowerCase()));
      n++
    ) {
      name = `${base}_${n}`;
    }
    taken.add(name.toLowerCase());
    return { name, source };
  });
}

/** How many columns there are when those at the end without a name hold nothing, but for the first `known`. */
export function keptColumns(header: readonly string[], known: number): number {
  const named = header.findLastIndex((name) => name !== '') + 1;
  return Math.min(header.length, Math.max(known, named === 0 ? header.length : named));
}

function longName(row: number, place: number, value: string): Issue {
  const { length } = value;
  return {
    severity: 'must-fix',
    row,
    column: null,
    value,
    code: 'too-large',
    message: {
      zh: `第 ${place} 列的表头有 ${length} 个字符，最多 ${NAME_LENGTH} 个。请检查表头行是否选对；若接受，将截短。`,
      en: `The header of column ${place} has ${length} characters, at most ${NAME_LENGTH} are allowed. See whether the header's line is right; if accepted, it is cut.`
    }
  };
}
