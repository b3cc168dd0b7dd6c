import { CENTRAL_EM, outlineOf } from './glyphs.ts';

const TEXT = /<text((?:\s+[\w:-]+="[^"]*")*)\s*>([^<]*)<\/text>/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DEFAULT_SIZE = 12;
/** Of a `<text>`, what its outline still needs; the rest is in the outline. */
const KEPT = ['transform', 'fill', 'opacity', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-linejoin'];

/**
 * One of our drawings with every text as outlines: it looks the same in Office, WPS, Illustrator and a rasteriser,
 * whatever fonts are there. `missing` are the characters that had to be written as code points.
 */
export function textToPaths(svg: string): { svg: string; missing: string[] } {
  const missing = new Set<string>();
  const drawn = svg.replace(TEXT, (_, attributes: string, content: string) => {
    const found = new Map([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
    const size = Number(found.get('font-size') ?? DEFAULT_SIZE);
    const isBold = /^(bold|[6-9]00)$/.test(found.get('font-weight') ?? '');
    const outline = outlineOf(plain(content), size, isBold);
    for (const character of outline.missing) missing.add(character);
    const anchor = { middle: 0.5, end: 1 }[found.get('text-anchor') ?? ''] ?? 0;
    const isCentral = found.get('dominant-baseline') === 'central';
    const x = Number(found.get('x') ?? 0) - anchor * outline.width;
    const y = Number(found.get('y') ?? 0) + (isCentral ? CENTRAL_EM * size : 0);
    const rest = KEPT.flatMap((name) => (found.has(name) ? [` ${name}="${found.get(name) ?? ''}"`] : []));
    const place = `translate(${x.toFixed(2)} ${y.toFixed(2)})`;
    const attribute = rest.find((part) => part.startsWith(' transform='));
    const transform = attribute ? attribute.replace(/"$/, ` ${place}"`) : ` transform="${place}"`;
    const others = rest.filter((part) => part !== attribute).join('');
    return outline.path === '' ? '' : `<path d="${outline.path}"${transform}${others}/>`;
  });
  return { svg: drawn, missing: [...missing] };
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex as string, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name as string] ?? whole;
  });
}
