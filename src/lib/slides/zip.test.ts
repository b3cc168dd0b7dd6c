import { describe, expect, it } from 'vitest';
import { deckBytes, sampleCharts } from './deck.fixture.ts';
import { openDeck } from './open.ts';
import { unzip, zip, type Parts } from './zip.ts';

const DECK = deckBytes(sampleCharts().slice(0, 1));
const text = (words: string) => new TextEncoder().encode(words);

function changed(change: (parts: Parts) => void): Uint8Array {
  const parts = unzip(DECK);
  change(parts);
  return zip(parts);
}

const HOSTILE: [what: string, bytes: () => Uint8Array, code: string][] = [
  ['nothing', () => new Uint8Array(), 'not-a-deck'],
  ['no zip', () => text('PK, but not a zip'), 'not-a-deck'],
  ['a zip cut off', () => DECK.slice(0, DECK.length / 2), 'not-a-deck'],
  ['a zip of something else', () => zip(new Map([['a.txt', 'a']])), 'not-a-deck'],
  [
    'a deck without its main part',
    () => changed((parts) => parts.delete('ppt/presentation.xml')),
    'not-a-deck'
  ],
  ['a bomb', () => changed((parts) => parts.set('ppt/media/x.bmp', new Uint8Array(60_000_000))), 'too-large'],
  ['macros', () => changed((parts) => parts.set('ppt/vbaProject.bin', text('x'))), 'macros'],
  [
    'macros by type',
    () =>
      changed((parts) =>
        parts.set(
          '[Content_Types].xml',
          text('<Types><Override ContentType="x.macroEnabled.main+xml"/></Types>')
        )
      ),
    'macros'
  ],
  ['a program', () => changed((parts) => parts.set('ppt/embeddings/run.exe', text('MZ'))), 'macros'],
  ['a way out', () => changed((parts) => parts.set('../../etc/passwd', text('x'))), 'bad-deck'],
  ['a way out of Windows', () => changed((parts) => parts.set('..\\x', text('x'))), 'bad-deck'],
  ['an absolute path', () => changed((parts) => parts.set('/etc/passwd', text('x'))), 'bad-deck'],
  [
    'one name in two cases',
    () => changed((parts) => parts.set('PPT/presentation.xml', text('x'))),
    'bad-deck'
  ],
  [
    'entities',
    () =>
      changed((parts) =>
        parts.set(
          'ppt/slides/slide2.xml',
          text('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
        )
      ),
    'bad-deck'
  ],
  [
    'broken XML',
    () => changed((parts) => parts.set('ppt/slides/slide2.xml', text('<p:sld><a></p:sld>'))),
    'bad-deck'
  ]
];

describe('a file from outside', () => {
  for (const [what, bytes, code] of HOSTILE)
    it(`${what} is refused as ${code}`, () => {
      expect(() => openDeck(bytes())).toThrow(expect.objectContaining({ code, status: 400 }));
    });

  it('that says less than it unpacks to gets no more room than it said', () => {
    const parts = new Map(unzip(DECK));
    parts.set('ppt/media/x.bmp', new Uint8Array(2_000_000));
    const lying = Buffer.from(zip(parts));
    const name = Buffer.from('ppt/media/x.bmp');
    for (let at = lying.indexOf(name); at >= 0; at = lying.indexOf(name, at + 1)) {
      const isLocal = lying.readUInt32LE(at - 30) === 0x04034b50;
      lying.writeUInt32LE(10, isLocal ? at - 8 : at - 22);
    }
    const read = () => unzip(lying).get('ppt/media/x.bmp')?.byteLength ?? 0;
    try {
      expect(read()).toBeLessThanOrEqual(10);
    } catch (cause) {
      expect(cause).toMatchObject({ code: 'not-a-deck' });
    }
  });

  it('is never asked for what lies outside of it', () => {
    const bytes = changed((parts) => {
      const name = 'ppt/slides/_rels/slide2.xml.rels';
      const rels = new TextDecoder().decode(parts.get(name));
      const outside = rels.replace(
        /Target="\.\.\/charts\/chart1\.xml"/,
        'Target="http://example.org/c.xml" TargetMode="External"'
      );
      expect(outside).not.toBe(rels);
      parts.set(name, text(outside));
    });
    const [chart] = openDeck(bytes).slides.flatMap(({ charts }) => charts);
    expect(chart).toMatchObject({ part: null, numbers: null });
  });
});
