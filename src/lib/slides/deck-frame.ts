import { customXml, type Property } from './custom.ts';
import { coreXml, presentationXml, relationships, type Relation } from './package.ts';
import { chartBox, titleBox, transform, type Ratio } from './slide.ts';
import { layoutXml, masterXml, notesMasterXml, themeXml } from './template.ts';

interface Frame {
  name: string;
  createdAt: string;
  ratio: Ratio;
  /** How many; their parts are there already. */
  slides: number;
  properties: readonly Property[];
}

/** Puts around the slides what every presentation has: master, layouts, themes and the deck's own properties. */
export function addFrame(
  parts: Map<string, string | Uint8Array>,
  { name, createdAt, ratio, slides, properties }: Frame
): void {
  parts.set(
    '_rels/.rels',
    relationships(
      numbered(
        ['officeDocument', 'ppt/presentation.xml'],
        ['core', 'docProps/core.xml'],
        ['custom-properties', 'docProps/custom.xml']
      )
    )
  );
  parts.set('docProps/core.xml', coreXml(name, createdAt));
  parts.set('docProps/custom.xml', customXml(properties));
  parts.set('ppt/presentation.xml', presentationXml(slides, ratio));
  parts.set(
    'ppt/_rels/presentation.xml.rels',
    relationships([
      ...numbered(
        ['slideMaster', 'slideMasters/slideMaster1.xml'],
        ['notesMaster', 'notesMasters/notesMaster1.xml'],
        ['theme', 'theme/theme1.xml']
      ),
      ...Array.from({ length: slides }, (_, at): Relation => ({
        id: `rId${at + 10}`,
        type: 'slide',
        target: `slides/slide${at + 1}.xml`
      }))
    ])
  );
  const frames = [
    transform({ x: 0.55, y: 2.2, width: chartBox(ratio).width, height: 1.5 }),
    transform(titleBox(ratio))
  ];
  parts.set('ppt/slideMasters/slideMaster1.xml', masterXml(2));
  parts.set(
    'ppt/slideMasters/_rels/slideMaster1.xml.rels',
    relationships(
      numbered(
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['slideLayout', '../slideLayouts/slideLayout2.xml'],
        ['theme', '../theme/theme1.xml']
      )
    )
  );
  parts.set('ppt/slideLayouts/slideLayout1.xml', layoutXml('封面', 'title', frames[0] ?? ''));
  parts.set('ppt/slideLayouts/slideLayout2.xml', layoutXml('标题', 'titleOnly', frames[1] ?? ''));
  const master = numbered(['slideMaster', '../slideMasters/slideMaster1.xml']);
  for (const n of [1, 2]) parts.set(`ppt/slideLayouts/_rels/slideLayout${n}.xml.rels`, relationships(master));
  parts.set('ppt/notesMasters/notesMaster1.xml', notesMasterXml());
  parts.set(
    'ppt/notesMasters/_rels/notesMaster1.xml.rels',
    relationships(numbered(['theme', '../theme/theme2.xml']))
  );
  for (const n of [1, 2]) parts.set(`ppt/theme/theme${n}.xml`, themeXml());
}

/** Relations in their order, as rId1, rId2 and so on. */
function numbered(...list: (readonly [type: string, target: string])[]): Relation[] {
  return list.map(([type, target], at) => ({ id: `rId${at + 1}`, type, target }));
}
