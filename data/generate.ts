// Makes the synthetic registry: `node data/generate.ts` writes organizations.csv, filings.csv and credit_lists.csv
// beside this file, the same bytes every time. The measure of their life is in sample/places.ts and sample/lives.ts.
import { writeFileSync } from 'node:fs';
import { isoOf } from './sample/calendar.ts';
import { makeListings, type CreditListing } from './sample/credit-lists.ts';
import { makeFilings, type Filing } from './sample/filings.ts';
import { makeOrganizations, type Organization } from './sample/organizations.ts';

type Cell = string | number | boolean | null;

/** File name → text of each file of the synthetic registry. */
export function generate(): Record<string, string> {
  return csvsOf(makeOrganizations(), 0);
}

/** The files of organizations, of which `before` others are there already. */
export function csvsOf(organizations: readonly Organization[], before: number): Record<string, string> {
  const filings = organizations.map((organization, i) => makeFilings(organization, before + i));
  const listings = organizations.map((organization, i) =>
    makeListings(organization, filings[i] ?? [], before + i)
  );
  return {
    'organizations.csv': csvOf(
      'credit_code,name,type,authority_code,seat_code,field,subfield,registered_on,status,ended_on,end_reason,grade,grade_on,capital_10k,staff,has_party_org,is_charity',
      organizations.map(organizationRow)
    ),
    'filings.csv': csvOf('credit_code,year,due,filed_on,result', filings.flat().map(filingRow)),
    'credit_lists.csv': csvOf('credit_code,list,from_on,to_on,reason', listings.flat().map(listingRow))
  };
}

function organizationRow(o: Organization): Cell[] {
  return [
    o.creditCode,
    o.name,
    o.type,
    o.authorityCode,
    o.seatCode,
    o.field,
    o.subfield,
    isoOf(o.registeredOn),
    o.endReason === null ? '正常' : `已${o.endReason}`,
    maybeIso(o.endedOn),
    o.endReason,
    o.grade,
    maybeIso(o.gradeOn),
    o.capital10k,
    o.staff,
    o.hasPartyOrg,
    o.isCharity
  ];
}

/** The result is blank: in Guangdong the yearly filing gets no verdict. */
function filingRow(f: Filing): Cell[] {
  return [f.creditCode, f.year, f.isDue, maybeIso(f.filedOn), null];
}

function listingRow(l: CreditListing): Cell[] {
  return [l.creditCode, l.list, isoOf(l.fromOn), maybeIso(l.toOn), l.reason];
}

function maybeIso(day: number | null): string | null {
  return day === null ? null : isoOf(day);
}

/** RFC 4180 with LF; null is blank. No cell of ours needs quotes, and one that did would be quoted. */
function csvOf(header: string, rows: readonly Cell[][]): string {
  const lines = rows.map((row) => row.map(cellOf).join(','));
  return [header, ...lines].join('\n') + '\n';
}

function cellOf(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generate())) {
    writeFileSync(new URL(name, import.meta.url), text);
    console.log(`${name}: ${text.split('\n').length - 2} rows`);
  }
}
