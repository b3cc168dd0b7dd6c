import { FONT } from './drawing.ts';
import { renderSvg } from './echarts.ts';
import type { Option } from './echarts.ts';

export interface SvgSettings {
  width: number;
  height: number;
  /** Begins every id and class: two drawings in one document never share a clip path. */
  prefix: string;
  title: string;
  description: string;
}

const FONT_ATTRIBUTES = ['font-size', 'font-weight', 'font-style', 'font-family'];
const KEPT = new Set([...FONT_ATTRIBUTES, 'fill', 'stroke', 'opacity', 'fill-opacity', 'stroke-opacity']);

/**
 * An option as SVG text without any style: no `style` attribute, no `<style>`, ids renamed in order of
 * appearance, the font said once. The same input gives the same bytes. Ids: `{prefix}-title`, `{prefix}-desc`.
 */
export function drawSvg(option: Option, settings: SvgSettings): string {
  const { width, height, prefix } = settings;
  const raw = renderSvg(option, width, height);
  const body = renamed(withoutStyles(raw.slice(raw.indexOf('>') + 1, raw.lastIndexOf('</svg>'))), prefix);
  return svgRoot({ ...settings, body });
}

/** The root element around a body: role, title and description for screen readers, the font; `shown` smaller than drawn. */
export function svgRoot(
  settings: SvgSettings & { body: string; shown?: { width: number; height: number } }
): string {
  const { width, height, prefix, title, description, body, shown = settings } = settings;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shown.width}" height="${shown.height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" aria-labelledby="${prefix}-title ${prefix}-desc" font-family="${escapeXml(FONT)}" font-size="12">` +
    `<title id="${prefix}-title">${escapeXml(title)}</title><desc id="${prefix}-desc">${escapeXml(description)}</desc>` +
    `${body}</svg>`
  );
}

export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function withoutStyles(body: string): string {
  return body
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*id="0"[^>]*><\/rect>\n?/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|pointer-events|xml:space)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/<defs\s*>\s*<\/defs>/g, '')
    .replace(/><\/(?:path|rect|circle|line)>/g, '/>')
    .replace(/\n+/g, '');
}

/** A style's declarations as presentation attributes; the font shorthand taken apart; what has no meaning dropped. */
function attributesOf(style: string): string {
  const found = new Map<string, string>();
  for (const declaration of style.replace(/&quot;/g, "'").split(';')) {
    const colon = declaration.indexOf(':');
    const [name, value] = [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()];
    const font = name === 'font' ? /^(?:(\S+) )?([\d.]+)px (.+)$/.exec(value) : null;
    if (font) {
      if (font[1]) found.set('font-weight', font[1]);
      found.set('font-size', font[2] ?? '');
    } else if (KEPT.has(name)) found.set(name, value.replace(/px$/, ''));
  }
  found.delete('font-family');
  if (found.get('font-size') === '12') found.delete('font-size');
  return [...found].map(([name, value]) => ` ${name}="${value}"`).join('');
}

function renamed(body: string, prefix: string): string {
  const names = new Map<string, string>();
  const rename = (id: string) => {
    const name = names.get(id) ?? `${prefix}-${names.size}`;
    names.set(id, name);
    return name;
  };
  return body
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${rename(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${rename(id)})`);
}
