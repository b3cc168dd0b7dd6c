import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import { expect, it } from 'vitest';
import { isWord, readWord } from './reports-word.ts';

it('reads headline, date and paragraphs of a Word document', async () => {
  const paragraphs = ['发布时间：2024-05-06 来源：市民政局', '截至2023年底，全市有科技类社会组织471家。'];
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: '年度科技类社会组织情况', heading: HeadingLevel.HEADING_1 }),
          ...paragraphs.map((text) => new Paragraph({ text }))
        ]
      }
    ]
  });
  const bytes = await Packer.toBuffer(document);
  expect(isWord(bytes)).toBe(true);
  expect(await readWord(bytes)).toMatchObject({
    headline: '年度科技类社会组织情况',
    publishedOn: '2024-05-06',
    publisher: '市民政局',
    paragraphs: ['截至2023年底，全市有科技类社会组织471家。']
  });
});

it('says of a broken document what to do', async () => {
  await expect(readWord(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).rejects.toThrow('bad-word');
});
