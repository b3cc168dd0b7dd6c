import type { Lang } from '../field/text.ts';
import { formatPeriod } from '../format.ts';
import type { Drawing, Stop, StopLine } from './drawing.ts';
import { element, setStyles } from './interactive-tip.ts';
import type { Leads } from './leads.ts';

/** Nearer than this, in px of the drawing, a pointer means the line and not the whole period. */
const REACH_PX = 12;
/** A shorter movement is a click with an unsteady hand. */
const LEAST_PX = 8;

/** The line of a stop that a pointer at `y` means: the one it lies in, else the nearest within reach, else none. */
export function lineNear(stop: Stop | undefined, y: number): number | null {
  const lines = stop?.lines ?? [];
  const within = lines.findIndex(({ span }) => span !== undefined && y >= span[0] && y <= span[1]);
  if (within >= 0) return within;
  const away = lines.map((line) => (line.y === undefined ? Infinity : Math.abs(line.y - y)));
  const least = Math.min(...away);
  return least <= REACH_PX ? away.indexOf(least) : null;
}

/** The line after or before one that can be chosen; past the ends the stop as a whole. */
export function nextLine(lines: readonly StopLine[], chosen: number | null, by: 1 | -1): number | null {
  const open = lines.flatMap(({ pick }, at) => (pick ? [at] : []));
  const places = [null, ...open];
  const at = places.indexOf(chosen);
  return places[(at + by + places.length) % places.length] ?? null;
}

/** A stretch of time being chosen: its band over the drawing, from stop to stop. */
export function stretchOf() {
  const band = element('div', {
    position: 'absolute',
    display: 'none',
    background: 'var(--soft)',
    opacity: '0.18',
    'pointer-events': 'none'
  });
  let start: number | null = null;
  let ends: [number, number] | null = null;
  let isDragged = false;

  const timed = ({ stops }: Drawing) =>
    stops.filter((stop) => stop.by === 'x' && stop.pick?.period !== undefined);

  function paint({ plot }: Drawing, scale: number): void {
    if (!ends || !plot) return;
    const [left, right] = [Math.min(...ends), Math.max(...ends)];
    setStyles(band, {
      display: 'block',
      left: `${left * scale}px`,
      top: `${plot.top * scale}px`,
      width: `${(right - left) * scale}px`,
      height: `${(plot.bottom - plot.top) * scale}px`
    });
  }

  /** The periods between the ends, none where the stretch holds fewer than two. */
  function periods(drawing: Drawing): [string, string] | null {
    if (!ends) return null;
    const [left, right] = [Math.min(...ends) - 0.5, Math.max(...ends) + 0.5];
    const within = timed(drawing).filter(({ x }) => x >= left && x <= right);
    const [first, last] = [within[0]?.pick?.period, within.at(-1)?.pick?.period];
    return first === undefined || last === undefined || within.length < 2 ? null : [first, last];
  }

  function clear(): void {
    [start, ends] = [null, null];
    setStyles(band, { display: 'none' });
  }

  return {
    band,
    clear,
    isOpen: () => ends !== null,
    begin(x: number): void {
      clear();
      [start, isDragged] = [x, false];
    },
    drag(drawing: Drawing, x: number, scale: number): void {
      if (start === null || Math.abs(x - start) < LEAST_PX || !drawing.plot) return;
      isDragged = true;
      ends = [start, x];
      paint(drawing, scale);
    },
    walk(drawing: Drawing, from: number, to: number, scale: number): void {
      const [a, b] = [drawing.stops[from], drawing.stops[to]];
      if (!b) return;
      ends = [ends?.[0] ?? (a ?? b).x, b.x];
      paint(drawing, scale);
    },
    /** True when a stretch was chosen, which ends it. */
    end(drawing: Drawing, onZoom: Leads['onZoom']): boolean {
      const chosen = periods(drawing);
      clear();
      if (!chosen || !onZoom) return false;
      onZoom(...chosen);
      return true;
    },
    wasDragged(): boolean {
      const was = isDragged;
      isDragged = false;
      return was;
    },
    words(drawing: Drawing, lang: Lang): string {
      const chosen = periods(drawing);
      if (!chosen) return '';
      const [from, to] = chosen.map((period) => formatPeriod(period, lang));
      return lang === 'zh' ? `选中${from}到${to}，回车放大。` : ` Chosen: ${from} to ${to}. Enter zooms.`;
    }
  };
}
