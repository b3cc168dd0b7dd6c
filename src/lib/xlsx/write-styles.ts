/** The looks a written cell may have; a cell names its look by the place in this list. */
export const LOOKS = [
  'plain',
  'header',
  'date',
  'text',
  'guarded',
  'title',
  'wrapped',
  'must-fix',
  'look-at',
  'left-out'
] as const;
export type Look = (typeof LOOKS)[number];

const FONT = '<sz val="11"/><name val="等线"/><family val="2"/><charset val="134"/>';
const FILLS = ['FFF2F2F2', 'FFF8C9C4', 'FFFFE8A3', 'FFEDEDED'];

const solid = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;

interface Xf {
  format?: number;
  font?: number;
  fill?: number;
  more?: string;
  inside?: string;
}

const XFS: Record<Look, Xf> = {
  plain: {},
  header: { font: 1, fill: 2, format: 49, inside: '<alignment vertical="center" wrapText="1"/>' },
  date: { format: 200 },
  text: { format: 49 },
  // The apostrophe that spreadsheet programs keep beside a cell, not in it: the text is never taken for a formula.
  guarded: { format: 49, more: ' quotePrefix="1"' },
  title: { font: 2 },
  wrapped: { format: 49, inside: '<alignment vertical="top" wrapText="1"/>' },
  'must-fix': { format: 49, fill: 3, more: ' quotePrefix="1"' },
  'look-at': { format: 49, fill: 4, more: ' quotePrefix="1"' },
  'left-out': { format: 49, font: 3, fill: 5, more: ' quotePrefix="1"' }
};

/** The part that declares the looks. */
export function stylesXml(): string {
  const fills = ['none', 'gray125'].map((type) => `<fill><patternFill patternType="${type}"/></fill>`);
  const all = [...fills, ...FILLS.map(solid)];
  const xfs = LOOKS.map((look) => {
    const { format = 0, font = 0, fill = 0, more = '', inside = '' } = XFS[look];
    const applied = `${format ? ' applyNumberFormat="1"' : ''}${font ? ' applyFont="1"' : ''}${fill ? ' applyFill="1"' : ''}`;
    const open = `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${applied}${more}`;
    return inside ? `${open} applyAlignment="1">${inside}</xf>` : `${open}/>`;
  });
  return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="200" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="4"><font>${FONT}</font><font><b/>${FONT}</font><font><b/>${FONT.replace('11', '14')}</font><font><color rgb="FF6B6B6B"/>${FONT}</font></fonts><fills count="${all.length}">${all.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
