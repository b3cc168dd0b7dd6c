import { LIGHT } from '../charts/theme.ts';
import { CHINESE, LATIN } from './text.ts';
import { HEAD, NS } from './xml.ts';

const SPACES = `xmlns:a="${NS.a}" xmlns:r="${NS.r}" xmlns:p="${NS.p}"`;
const hex = (colour: string) => `<a:srgbClr val="${colour.slice(1).toUpperCase()}"/>`;
const GROUP =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';
const COLOUR_MAP =
  'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"';

/** Ink, soft and the six series as a theme: pasted elsewhere, a chart takes the colours of that theme instead. */
export function themeXml(): string {
  const accents = LIGHT.series.map((colour, at) => `<a:accent${at + 1}>${hex(colour)}</a:accent${at + 1}>`);
  const fonts = `<a:latin typeface="${LATIN}"/><a:ea typeface="${CHINESE}"/><a:cs typeface=""/><a:font script="Hans" typeface="${CHINESE}"/>`;
  const solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = (width: number) => `<a:ln w="${width}">${solid}</a:ln>`;
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
  return (
    `${HEAD}<a:theme xmlns:a="${NS.a}" name="Yinli"><a:themeElements><a:clrScheme name="Yinli">` +
    `<a:dk1>${hex(LIGHT.ink)}</a:dk1><a:lt1>${hex('#ffffff')}</a:lt1><a:dk2>${hex(LIGHT.soft)}</a:dk2><a:lt2>${hex(LIGHT.paper)}</a:lt2>` +
    `${accents.join('')}<a:hlink>${hex(LIGHT.series[0] ?? LIGHT.ink)}</a:hlink><a:folHlink>${hex(LIGHT.soft)}</a:folHlink></a:clrScheme>` +
    `<a:fontScheme name="Yinli"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Yinli"><a:fillStyleLst>${solid.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line(6350)}${line(12700)}${line(19050)}</a:lnStyleLst>` +
    `<a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${solid.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
  );
}

export function masterXml(layouts: number): string {
  const list = Array.from(
    { length: layouts },
    (_, at) => `<p:sldLayoutId id="${2147483649 + at}" r:id="rId${at + 1}"/>`
  );
  const level = (size: number) =>
    `<a:defRPr lang="zh-CN" altLang="en-US" sz="${size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>`;
  return (
    `${HEAD}<p:sldMaster ${SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}</p:spTree></p:cSld>` +
    `<p:clrMap ${COLOUR_MAP}/><p:sldLayoutIdLst>${list.join('')}</p:sldLayoutIdLst>` +
    `<p:txStyles><p:titleStyle><a:lvl1pPr algn="l">${level(2600)}</a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr>${level(1600)}</a:lvl1pPr></p:bodyStyle><p:otherStyle><a:lvl1pPr>${level(1400)}</a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>`
  );
}

/** A layout with the title's place alone. */
export function layoutXml(name: string, type: 'title' | 'titleOnly', frame: string): string {
  const placeholder = type === 'title' ? 'ctrTitle' : 'title';
  return (
    `${HEAD}<p:sldLayout ${SPACES} type="${type}" preserve="1"><p:cSld name="${name}"><p:spTree>${GROUP}` +
    `<p:sp><p:nvSpPr><p:cNvPr id="2" name="标题"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${placeholder}"/></p:nvPr></p:nvSpPr>` +
    `<p:spPr>${frame}</p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>` +
    '</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>'
  );
}

export function notesMasterXml(): string {
  const place = (id: number, type: string, idx: number, x: number, y: number, cx: number, cy: number) =>
    `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type}"/><p:cNvSpPr><a:spLocks noGrp="1"${type === 'sldImg' ? ' noRot="1" noChangeAspect="1"' : ''}/></p:cNvSpPr><p:nvPr><p:ph type="${type}" idx="${idx}"/></p:nvPr></p:nvSpPr>` +
    `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>` +
    `${type === 'sldImg' ? '' : '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody>'}</p:sp>`;
  return (
    `${HEAD}<p:notesMaster ${SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}` +
    `${place(2, 'sldImg', 2, 685800, 1143000, 5486400, 3086100)}${place(3, 'body', 3, 685800, 4400550, 5486400, 3600450)}` +
    `</p:spTree></p:cSld><p:clrMap ${COLOUR_MAP}/><p:notesStyle><a:lvl1pPr><a:defRPr lang="zh-CN" altLang="en-US" sz="1200"><a:latin typeface="${LATIN}"/><a:ea typeface="${CHINESE}"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>`
  );
}

export { GROUP, SPACES };
