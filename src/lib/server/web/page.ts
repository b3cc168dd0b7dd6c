import { createHash } from 'node:crypto';

/** What a reader does first; only then are scripts loaded. A page that opens under a still pointer is not touched. */
const FIRST_TOUCHES = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin'];

/** Kit's announcer for screen readers carries this style attribute (write_root.js); nothing else may have one. */
const ANNOUNCER_STYLE =
  'position: absolute; left: 0; top: 0; clip: rect(0 0 0 0); clip-path: inset(50%); overflow: hidden; white-space: nowrap; width: 1px; height: 1px';

/**
 * Rewrites Kit's inline start script so that the page's modules are fetched on the first hover, focus, key or tap:
 * every page is complete as sent. A button that was pressed before they were there is pressed again once they are.
 * A page without that script comes back unchanged.
 */
export function startOnFirstTouch(html: string): string {
  const open = html.lastIndexOf('<script>\n');
  const close = html.indexOf('</script>', open);
  const script = html.slice(open, close);
  const begin = script.indexOf('Promise.all([');
  const end = script.lastIndexOf('}');
  if (open < 0 || begin < 0) return html;
  const starting = script
    .slice(begin, end)
    .trim()
    .replace(/;$/, '')
    .replace('kit.start(', 'return kit.start(');
  const lazy =
    script.slice(0, begin) +
    'const start = (event) => { if (event.type === "pointermove" && !event.movementX && !event.movementY) return; ' +
    'for (const type of touches) removeEventListener(type, start, true); ' +
    starting +
    '.then(() => { removeEventListener("click", press, true); pressed?.click(); });\n};\nlet pressed;\n' +
    'const press = ({ target }) => (pressed = target.closest("button[type=button]"));\n' +
    'addEventListener("click", press, true);\nconst touches = ' +
    JSON.stringify(FIRST_TOUCHES) +
    ';\nfor (const type of touches) addEventListener(type, start, true);\n' +
    script.slice(end);
  return html.slice(0, open) + lazy + html.slice(close);
}

/** The Content-Security-Policy of a page, with the hash of each inline script; `frames` who may frame it. */
export function contentSecurityPolicy(html: string, frames = "'none'"): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => hashOf(code ?? ''));
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(' '),
    `style-src 'self'`,
    `style-src-attr 'unsafe-hashes' ${hashOf(ANNOUNCER_STYLE)}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${frames}`
  ].join('; ');
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
