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
    relationships([
      { id: 'rId1', type: 'officeDocument', target: 'ppt/presentation.xml' },
      { id: 'rId2', type: 'core', target: 'docProps/core.xml' },
      { id: 'rId3', type: 'custom-properties', target: 'docProps/custom.xml' }
    ])
  );
  parts.set('docProps/core.xml', coreXml(name, createdAt));
  parts.set('docProps/custom.xml', customXml(properties));
  parts.set('ppt/presentation.xml', presentationXml(slides, ratio));
  parts.set(
    'ppt/_rels/presentation.xml.rels',
    relationships([
      { id: 'rId1', type: 'slideMaster', target: 'slideMasters/slideMaster1.xml' },
      { id: 'rId2', type: 'notesMaster', target: 'notesMasters/notesMaster1.xml' },
      { id: 'rId3', type: 'theme', target: 'theme/theme1.xml' },
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
    relationships([
      { id: 'rId1', type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' },
      { id: 'rId2', type: 'slideLayout', target: '../slideLayouts/slideLayout2.xml' },
      { id: 'rId3', type: 'theme', target: '../theme/theme1.xml' }
    ])
  );
  parts.set('ppt/slideLayouts/slideLayout1.xml', layoutXml('封面', 'title', frames[0] ?? ''));
  parts.set('ppt/slideLayouts/slideLayout2.xml', layoutXml('标题', 'titleOnly', frames[1] ?? ''));
  const master: Relation = { id: 'rId1', type: 'slideMaster', target: '../slideMasters/slideMaster1.xml' };
  for (const n of [1, 2])
    parts.set(`ppt/slideLayouts/_rels/slideLayout${n}.xml.rels`, relationships([master]));
  parts.set('ppt/notesMasters/notesMaster1.xml', notesMasterXml());
  parts.set(
    'ppt/notesMasters/_rels/notesMaster1.xml.rels',
    relationships([{ id: 'rId1', type: 'theme', target: '../theme/theme2.xml' }])
  );
  for (const n of [1, 2]) parts.set(`ppt/theme/theme${n}.xml`, themeXml());
}
