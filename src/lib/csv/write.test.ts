import { expect, test } from 'vitest';
import { write } from './write.ts';

async function textOf(header: string[], rows: (string | number | boolean | null)[][][]): Promise<string> {
  let text = '';
  for await (const piece of write(header, rows)) text += piece;
  return text;
}

test('BOM, LF, header first, null empty, what needs quotes quoted', async () => {
  const rows = [[['x,y', 1, null]], [], [['say "hi"\n', 0.5, true]]];
  expect(await textOf(['a', 'b', 'c"'], rows)).toBe('\uFEFFa,b,"c"""\n"x,y",1,\n"say ""hi""\n",0.5,true\n');
});
