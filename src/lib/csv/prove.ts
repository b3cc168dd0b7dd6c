import { maybeAside, noAsides, reasonOf, type Asides } from './aside.ts';
import { chooseTable, type Chosen } from './chosen.ts';
import { newCursor } from './cursor.ts';
import { dialectOf } from './dialect.ts';
import { addExcluded, type ExcludedRows, type ExclusionReason } from './excluded.ts';
import { keptColumns, nameColumns } from './header.ts';
import { addIssue, noIssues, shorten, type Issue, type IssueCode } from './issue.ts';
import { isLabel, isTitle } from './looks.ts';
import { judge, judgeLines, strayCell } from './mend.ts';
import type { Attempt, FoundTable, Outcome, Proof } from './proof.ts';
import { cellText, holdsNothing, largeCell, LOST, lostCell, physicalLine, type Scan } from './record.ts';
import { newRewrite } from './rewrite.ts';
import { bytesAt } from './samples.ts';
import * as sentences from './sentences.ts';
import { keyOf, nextTable, planTable, type TablePlan } from './table.ts';

const COPY_BYTES = 1 << 20;
const HEAD_RECORDS = 200;
const NEXT_RECORDS = 12;
const MOST_LOOKS = 2000;
const KEPT_TITLES = 1000;
/** Line breaks inside cells are usual from this many records with them on, and this share of the records before. */
const USUAL_BROKEN = 3;
const USUAL_SHARE = 0.01;

/**
 * One pass over a file under given settings: counts the cells of every record itself, names each fault by its line
 * and keeps the records around it whole; sets titles, footers, totals and other tables aside. What is not in our
 * dialect is written to the sink in it, header first, in file order.
 */
export function prove(attempt: Attempt): Outcome {
  const { source, encoding, start, wishes, limits } = attempt;
  const dialect = dialectOf(attempt.dialect);
  const chosenTable = wishes.table ?? 0;
  const issues = noIssues();
  const excluded: ExcludedRows = { list: [], count: 0 };
  const titles: Proof['titles'] = [];
  const tables: FoundTable[] = [];
  let rejected = 0;
  let looks = 0;
  let broken = 0;
  let wasBlank = false;
  let plan = null as TablePlan | null;
  let headerRowsLeft = -1;
  let width = 0;
  let asides: Asides = noAsides();
  let chosen = null as Chosen | null;
  const cursor = newCursor(
    attempt,
    dialect,
    () => rewrite.release(),
    (taken) => attempt.onProgress?.(taken, chosen?.tally.accepted() ?? 0)
  );
  const { scan, window, feed } = cursor;
  const rewrite = newRewrite(attempt.sink.write, window, encoding === 'utf-8' && start === 0, copyBeginning);
  const isChosen = () => tables.length - 1 === chosenTable;

  for (;;) {
    const found = cursor.next();
    if (feed.fault) return { kind: 'fault', fault: feed.fault };
    if (found === 'end') break;
    const isInTable = headerRowsLeft === 0;
    if (found === 'too-long') {
      if (!isInTable) return failure(sentences.tooLarge('record', cursor.line, limits.recordBytes, 0));
      rejectLong();
      continue;
    }
    const isPlain =
      isInTable && scan.cells === width && scan.strays === 0 && !scan.isLoose && !scan.isUnclosed;
    if (
      (!isPlain || scan.end - cursor.at <= width * 3) &&
      !scan.isUnclosed &&
      holdsNothing(window.bytes, scan)
    ) {
      wasBlank = true;
      cursor.step();
      continue;
    }
    if (!isInTable) {
      const outcome = readHeader();
      if (outcome) return outcome;
      continue;
    }
    if (wasBlank) {
      wasBlank = false;
      if (beginsTable()) continue;
    }
    if (!chosen || !isChosen()) {
      passOver();
      continue;
    }
    if (!scan.isUnclosed && (!isPlain || maybeAside(window.bytes, scan, asides)) && setsAside()) continue;
    let kept: Scan = scan;
    if (!isPlain) {
      const verdict = judge(window.bytes, cursor.at, window.to, scan, width, dialect);
      if (!verdict.keep) {
        if (!cursor.needsMore(verdict.next)) reject(verdict.code, verdict);
        else if (!cursor.grow()) rejectLong();
        continue;
      }
      kept = verdict.scan;
      const stray = strayCell(window.bytes, kept, dialect);
      const column = chosen.columns[stray]?.source ?? null;
      if (stray >= 0 || kept.isLoose)
        addIssue(issues, sentences.strayQuote(cursor.line, cursor.lineText(), column));
    } else if (scan.breaks > 0) {
      const lines = judgeLines(window.bytes, cursor.at, scan, width, dialect);
      if (lines === 'several' && !breaksAreUsual(chosen.tally.accepted())) {
        reject('unclosed-quote', { ...physicalLine(window.bytes, cursor.at, scan.end), breaks: 0 });
        continue;
      }
      if (lines === 'one') broken++;
      else {
        const last = cursor.line + scan.breaks;
        addIssue(issues, sentences.severalRecords(cursor.line, last, cursor.textTo(scan.end)));
      }
    }
    const large = kept.next - cursor.at > limits.cellBytes ? largeCell(kept, limits.cellBytes) : -1;
    const lost = feed.hasLostCharacters ? lostCell(window.bytes, kept, dialect) : -1;
    if (large >= 0 || lost >= 0) {
      rejected++;
      const cell = large >= 0 ? large : lost;
      const name = chosen.columns[cell]?.source ?? null;
      const text = cellText(window.bytes, kept, cell, dialect);
      const { largeCell: tooLarge, lostCharacter } = sentences;
      const { line } = cursor;
      addIssue(
        issues,
        large < 0 ? lostCharacter(line, name, text) : tooLarge(line, name, text, limits.cellBytes)
      );
    } else {
      const columns = chosen.tally.add(kept, cursor.line, kept.next - cursor.at);
      if (columns > 0) return { kind: 'trailing', columns };
      chosen.codes?.add(window.bytes, kept, chosen.tally.accepted() - 1);
      if (chosen.passes && isPlain) rewrite.pass(cursor.at, kept);
      else rewrite.cells(kept, dialect, chosen.shape);
      asides.wasFooter = false;
    }
    cursor.step(kept);
  }

  if (!chosen) {
    return failure(
      tables.length === 0 ? sentences.emptyFile() : sentences.noSuchTable(chosenTable, tables.length)
    );
  }
  const { tally } = chosen;
  const records = { accepted: tally.accepted(), rejected, excluded: excluded.count };
  tables[chosenTable]!.rows = records.accepted + rejected;
  return {
    kind: 'proven',
    proof: {
      columns: chosen.staged,
      records: { read: records.accepted + rejected + excluded.count, ...records },
      issues,
      ...tally.finish(chosen.shape),
      width: tally.width,
      longestRecordBytes: Math.max(chosen.headerBytes, tally.longest() + chosen.shape.nameBytes),
      isOurDialect: rewrite.finish(),
      titles,
      excluded: excluded.list,
      codeFaults: chosen.codes?.faults ?? [],
      tables,
      isLong: chosen.isLong
    }
  };

  function failure(issue: Issue): Outcome {
    return { kind: 'failure', issue };
  }

  function breaksAreUsual(accepted: number): boolean {
    return broken >= Math.max(USUAL_BROKEN, accepted * USUAL_SHARE);
  }

  function exclude(reason: ExclusionReason, cells: string[]): void {
    addExcluded(excluded, cursor.line, reason, cells);
    cursor.step();
  }

  function copyBeginning(endByte: number): void {
    for (let from = 0; from < endByte;) {
      const piece = bytesAt(source, from, Math.min(endByte - from, COPY_BYTES));
      if (piece.length === 0) throw new Error('the file has become shorter while it was read');
      attempt.sink.write(piece);
      from += piece.length;
    }
  }

  /** A record of a table that is not read; of one whose quote never closes only the line. */
  function passOver(): void {
    if (scan.isUnclosed) cursor.scanLine();
    else if (scan.cells === width) tables.at(-1)!.rows++;
    exclude('other-table', cursor.texts());
  }

  /** True when the record is none of the table's, or another table begins with it. */
  function setsAside(): boolean {
    const cells = cursor.texts();
    const reason = reasonOf(cells, asides, width, wishes.keepTotals ?? false);
    if (reason) {
      exclude(reason, cells);
      return true;
    }
    const filled = cells.filter((cell) => cell !== '');
    return filled.length === 1 && isTitle(filled[0] ?? '') && beginsTable();
  }

  /** A title, or a row of the header; something to answer when there is no header to be had. */
  function readHeader(): Outcome | null {
    const isWished = tables.length === chosenTable;
    const headerLine = isWished ? wishes.headerLine : undefined;
    if (!plan && cursor.line >= (headerLine ?? 0)) {
      plan = planTable(
        cursor.look(HEAD_RECORDS),
        isWished ? { headerLine, headerRows: wishes.headerRows } : {}
      );
      if (!plan) return failure(sentences.tooLarge('record', cursor.line, COPY_BYTES, 0));
    }
    if (!plan || cursor.line < plan.headerLine) {
      if (scan.isUnclosed || scan.isLoose) cursor.scanLine();
      const cells = cursor.texts();
      if (isWished && titles.length < KEPT_TITLES) {
        const text = cells.map((cell) => cell.trim()).filter(Boolean);
        titles.push({ row: cursor.line, text: shorten(text.join(' ')) });
        asides.titleKeys.add(keyOf(cells));
      }
      exclude(isWished ? 'title' : 'other-table', cells);
      return null;
    }
    if (headerRowsLeft < 0) headerRowsLeft = plan.headerRows;
    if (scan.isUnclosed || scan.isLoose) {
      const code = scan.isUnclosed ? 'unclosed-quote' : 'stray-quote';
      return failure(sentences.rejection(code, cursor.line, cursor.lineText(), 0, 0));
    }
    if (scan.cells > limits.columns) {
      return failure(sentences.tooLarge('columns', cursor.line, limits.columns, scan.cells));
    }
    if (plan.headerRows > 0) asides.headerKeys.push(keyOf(cursor.texts()));
    headerRowsLeft = Math.max(0, headerRowsLeft - 1);
    if (headerRowsLeft === 0) beginTable(plan);
    if (isWished && chosen?.columns.some(({ source: name }) => LOST.test(name))) {
      return failure(sentences.lostCharacter(cursor.line, null, plan.header.join(',')));
    }
    if (plan.headerRows === 0) return null;
    if (isWished) cursor.step();
    else exclude('other-table', cursor.texts());
    return null;
  }

  function beginTable({ header, headerLine, headerRows, width: cells }: TablePlan): void {
    width = cells;
    const first = header.find((name) => name !== '') ?? '';
    asides.headerFirst = new TextEncoder().encode(first.split('/', 1)[0]);
    tables.push({ headerLine, headerRows, rows: 0, header: header.filter((name) => name !== '') });
    if (!isChosen()) return;
    const columns = nameColumns(
      header.slice(0, keptColumns(header, attempt.keptColumns)),
      headerLine,
      issues
    );
    chosen = chooseTable(columns, width, wishes.long, dialect.isOurs, scan.next - cursor.at);
    if (chosen.passes && headerRows === 1 && scan.strays === 0) rewrite.pass(cursor.at, scan);
    else rewrite.header(chosen.staged, headerRows === 0 ? cursor.at : scan.next);
  }

  /** True when another table's titles or header stand here; they are then read as such. */
  function beginsTable(): boolean {
    const cells = cursor.texts().map((cell) => cell.trim());
    if (scan.cells === width && !cells.every((cell) => cell === '' || isLabel(cell) || isTitle(cell)))
      return false;
    if (looks++ >= MOST_LOOKS) return false;
    const { header = [] } = tables.at(-1) ?? {};
    const next = nextTable(cursor.look(NEXT_RECORDS), width, header, asides.headerKeys);
    if (!next) return false;
    const isWished = tables.length === chosenTable && wishes.headerLine !== undefined;
    plan = isWished ? null : next;
    headerRowsLeft = -1;
    asides = noAsides();
    return true;
  }

  function rejectLong(): void {
    rejected++;
    addIssue(issues, sentences.longRecord(cursor.line, cursor.lineText(), limits.recordBytes));
    cursor.skipLine();
  }

  function reject(
    code: IssueCode,
    { end, next, breaks }: { end: number; next: number; breaks: number }
  ): void {
    rejected++;
    addIssue(issues, sentences.rejection(code, cursor.line, cursor.textTo(end), scan.cells, width));
    cursor.line += breaks + 1;
    cursor.at = next;
  }
}
