import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  TextRun,
  type IStylesOptions,
  type Paragraph,
  type ParagraphChild,
  type Table
} from 'docx';
import { tableOf } from '../../charts/table.ts';
import type { Lang } from '../../field/text.ts';
import { formatDate } from '../../format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Brief, BriefChart, BriefSection, Note } from '../brief.ts';
import { noteText } from './note.ts';
import { chartRun } from './word-chart.ts';
import {
  BODY,
  CAUTION,
  CINNABAR,
  footnotes,
  gap,
  HEADING,
  INK,
  languageOf,
  paragraph,
  ruledTable,
  run,
  sideBySide,
  SOFT
} from './word-text.ts';

type Block = Paragraph | Table;

/**
 * The brief as a Word document: two A4 pages of sentences, key figures and charts, each section with its sources as
 * footnotes of its own, so that it can be taken into another document; then the charts' numbers as tables.
 */
export function write(brief: Brief, lang: Lang): Promise<Buffer> {
  const title = m.overview_title({ place: brief.region.name });
  const pages = brief.pages.flatMap(({ sections, notes }, at): Block[] => [
    ...(at > 0 ? [gap([new PageBreak()])] : headOf(brief, title, lang)),
    ...sections.flatMap((section) => sectionBlocks(section, notes, lang))
  ]);
  const children = [...pages, ...annexOf(brief, lang)];
  const document = new Document({
    title,
    creator: m.app_name(),
    description: brief.headline,
    styles: stylesOf(lang),
    theme: { fonts: { headings: themeFont(HEADING), body: themeFont(BODY) } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1020, bottom: 900, left: 1020, right: 1020, header: 480, footer: 440 }
          }
        },
        headers: { default: new Header({ children: [headerLine(brief, lang)] }) },
        footers: { default: new Footer({ children: [footerLine(brief)] }) },
        children
      }
    ]
  });
  return Packer.toBuffer(document);
}

/** Charts take their Chinese font from the theme. */
function themeFont({ ascii, eastAsia }: typeof BODY) {
  return { latin: ascii, eastAsia };
}

function stylesOf(lang: Lang): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font: HEADING, size, bold: true, color: INK },
    paragraph: {
      spacing: { before, after: 40, line: 240, lineRule: LineRuleType.AUTO },
      keepNext: true
    }
  });
  const ruled = { border: { top: { style: BorderStyle.SINGLE, size: 12, space: 3, color: INK } } };
  const section = heading(26, 120);
  return {
    default: {
      document: {
        run: { font: BODY, size: 20, color: INK, language: languageOf(lang) },
        paragraph: { spacing: { line: 276, lineRule: LineRuleType.AUTO } }
      },
      title: { ...heading(32, 0) },
      heading1: { ...section, paragraph: { ...section.paragraph, ...ruled } },
      heading2: heading(19, 60),
      footnoteText: {
        run: { font: BODY, size: 16, color: SOFT },
        paragraph: { spacing: { line: 220, lineRule: LineRuleType.AUTO } }
      }
    }
  };
}

function headOf(brief: Brief, title: string, lang: Lang): Block[] {
  const small = { size: 17, color: SOFT };
  const asOf = m.brief_as_of({ date: formatDate(brief.asOf, lang) });
  const version = m.updated_at({ version: brief.version, known: brief.knownOn });
  return [
    paragraph([run(title, { font: HEADING })], { heading: HeadingLevel.TITLE }),
    paragraph([run(`${asOf} · ${version}`, small)]),
    paragraph([run(brief.headline, { size: 22 })], {
      spacing: { before: 60, after: 60, line: 290, lineRule: LineRuleType.AUTO }
    }),
    ...(brief.seated
      ? [paragraph([run(m.seat_note({ place: brief.region.short, count: brief.seated }), small)])]
      : [])
  ];
}

function sectionBlocks(section: BriefSection, notes: Note[], lang: Lang): Block[] {
  const cited = new Set<number>();
  const cite = (numbers: number[]): ParagraphChild[] => {
    const fresh = notes.filter(({ number }) => numbers.includes(number) && !cited.has(number));
    for (const { number } of fresh) cited.add(number);
    return footnotes(fresh.map((note) => noteText(note, lang)));
  };
  const notesOfKeys = cite(section.keys.flatMap(({ notes: numbers }) => numbers));
  const heading = paragraph(
    [
      run(section.title, { font: HEADING }),
      run(` ${section.subtitle}`, { font: HEADING, size: 17, bold: false, color: SOFT }),
      ...(section.sentence ? [] : notesOfKeys)
    ],
    { heading: HeadingLevel.HEADING_1 }
  );
  const sentence = paragraph([run(section.sentence), ...notesOfKeys], {
    spacing: { after: 80, line: 276, lineRule: LineRuleType.AUTO }
  });
  return [
    heading,
    ...(section.sentence ? [sentence] : []),
    ...(section.keys.length > 0 ? keyTable(section) : []),
    ...section.missing.map((reason) => paragraph([run(reason, { size: 17, color: SOFT })])),
    ...pictures(section, cite, lang),
    ...section.marks.map((mark) =>
      paragraph(
        [
          run(`${m.report_seal()} `, { font: HEADING, bold: true, color: CINNABAR, size: 18 }),
          run(`${mark.publishedOn} ${mark.publisher}${m.colon()}${mark.before}`, { size: 18 }),
          run(mark.text, { size: 18, bold: true, underline: { color: CINNABAR } }),
          run(mark.after, { size: 18 }),
          ...cite([mark.note])
        ],
        {
          spacing: { before: 60 },
          border: { left: { style: BorderStyle.SINGLE, size: 18, space: 6, color: CINNABAR } },
          indent: { left: 140 }
        }
      )
    )
  ];
}

/** Titles, values and notes below each other, a column for each figure. */
function keyTable({ keys }: BriefSection): Block[] {
  const columns = keys.map(({ title }) => ({ title, numeric: false }));
  const others = keys.map(({ other }) => (other ? `${other.title} ${other.value}` : ''));
  const rows = [
    keys.map(({ value }) => value),
    ...(others.some((words) => words !== '') ? [others] : []),
    keys.map(({ note }) => note)
  ];
  return [ruledTable({ columns, rows }, { strongRow: 0 }), gap()];
}

function pictures(section: BriefSection, cite: (numbers: number[]) => ParagraphChild[], lang: Lang): Block[] {
  const drawn = section.charts.flatMap((chart): Paragraph[][] => {
    const picture = chartRun(chart.answer, lang);
    if (!picture) return [];
    const title = [run(chart.title, { font: HEADING, bold: true, size: 17 }), ...cite(chart.notes)];
    const remarks = chart.remarks.map((reason) => paragraph([run(reason, { size: 16, color: SOFT })]));
    return [[paragraph(title), paragraph([picture]), ...remarks]];
  });
  return drawn.length > 0 ? [sideBySide(drawn)] : [];
}

function annexOf(brief: Brief, lang: Lang): Block[] {
  const charts = brief.pages.flatMap(({ sections }) => sections.flatMap((section) => section.charts));
  const notes = brief.pages.flatMap((page) => page.notes);
  const tables = charts.flatMap((chart) => chartTable(chart, notes, lang));
  if (tables.length === 0) return [];
  const title = paragraph([run(m.brief_tables(), { font: HEADING })], {
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: true
  });
  return [title, ...tables];
}

function chartTable(chart: BriefChart, notes: Note[], lang: Lang): Block[] {
  const table = tableOf(chart.answer, lang);
  if (table.rows.length === 0) return [];
  const used = notes.filter(({ number }, at) => {
    const first = notes.findIndex((other) => other.number === number);
    return first === at && chart.notes.includes(number);
  });
  const title = paragraph(
    [run(chart.title, { font: HEADING, bold: true }), ...footnotes(used.map((note) => noteText(note, lang)))],
    { heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 60 } }
  );
  return [title, ruledTable(table)];
}

function headerLine(brief: Brief, lang: Lang): Paragraph {
  const place = `${brief.region.name} · ${m.brief_as_of({ date: formatDate(brief.asOf, lang) })}`;
  const mark = run(m.brief_synthetic(), { font: HEADING, bold: true, size: 16, color: CAUTION });
  return paragraph(
    [
      run(brief.synthetic ? `${place} · ` : place, { size: 16, color: SOFT }),
      ...(brief.synthetic ? [mark] : [])
    ],
    { alignment: AlignmentType.RIGHT }
  );
}

function footerLine(brief: Brief): Paragraph {
  const note = `${m.app_name()} · ${m.scope_note({ place: brief.region.short })} · `;
  return paragraph(
    [
      run(note, { size: 16, color: SOFT }),
      new TextRun({
        font: BODY,
        size: 16,
        color: SOFT,
        children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES]
      })
    ],
    { alignment: AlignmentType.CENTER }
  );
}
