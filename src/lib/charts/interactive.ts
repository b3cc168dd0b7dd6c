import type { Lang } from '../field/text.ts';
import { BANDS, prefixOf } from './bands.ts';
import { describe } from './describe.ts';
import type { Drawing, Picked, Stop } from './drawing.ts';
import { lineNear, nextLine, stretchOf } from './interactive-pick.ts';
import {
  buttonsOf,
  element,
  hrefOf,
  placeTip,
  setStyles,
  switchBox,
  tipBox,
  tipOf,
  wordsOf
} from './interactive-tip.ts';
import type { Leads } from './leads.ts';
import { drawingOf, heightOf, isStiff } from './option.ts';
import type { Answer } from './spec.ts';
import { drawSvg } from './svg.ts';
import { VARIABLES } from './theme.ts';

/** A chart that answers to pointer and keys; `destroy` gives the page's own drawing back. */
export interface Living {
  destroy(): void;
}

/**
 * Draws the chart anew over the page's drawing, in the same box and at its true width, and lets pointer and keys
 * walk its points: ←/→, ↑/↓ among the lines of one, Home, End, Esc, Enter for a report or for what `leads` lead to, Shift
 * with ←/→ and dragging for a stretch of time, R for the rows behind. Nothing moves, because the page's drawing stays and
 * gives the box its size; colours are the page's variables, so that a change of theme needs no redrawing. A finger's first
 * tap shows what a mark says, with buttons for what keys do; `at` is the tap that the drawing was made for.
 */
export function enliven(
  host: HTMLElement,
  answer: Answer,
  { lang, at, ...leads }: { lang: Lang; at?: MouseEvent | undefined } & Leads
): Living {
  const still = [...host.children].filter((child) => child instanceof HTMLElement);
  const layer = element('div', { position: 'absolute', left: '0', top: '0' });
  const picture = element('div', { position: 'absolute', inset: '0' });
  const hair = element('div', {
    position: 'absolute',
    width: '1px',
    background: 'var(--soft)',
    'pointer-events': 'none'
  });
  const ring = element('div', {
    position: 'absolute',
    border: '2px solid var(--ink)',
    'pointer-events': 'none'
  });
  const tip = tipBox();
  const live = element('div', {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    'clip-path': 'inset(50%)'
  });
  live.setAttribute('aria-live', 'polite');
  picture.className = 'chart-live';
  const stretch = stretchOf();
  layer.append(picture, stretch.band, hair, ring, tip, live);

  const hidden = new Set<string>();
  let drawing: Drawing = { option: {}, stops: [], switches: [] };
  let scale = 1;
  let current = -1;
  /** The line of the stop that is meant; null: the stop as a whole. */
  let chosen: number | null = null;
  /** What was shown before the pointer went down: a click on it is meant, a first tap only looks. */
  let before: { current: number; chosen: number | null } = { current, chosen };
  /** A finger has no hover and no keys. */
  let isFinger = false;

  function draw(): void {
    const seen = still.find((child) => child.getClientRects().length > 0);
    const box = (seen ?? host).getBoundingClientRect();
    if (box.width < 40) return;
    setStyles(layer, { width: `${box.width}px`, height: `${box.height}px` });
    const stiff = isStiff(answer.spec);
    const band = seen?.querySelector('svg')?.viewBox.baseVal;
    const width = stiff ? (band?.width ?? BANDS.narrow) : Math.round(box.width);
    const height = stiff ? heightOf(answer, { lang, width }) : Math.round(box.height);
    scale = box.width / width;
    drawing = drawingOf(answer, { lang, width, height, theme: VARIABLES, hidden });
    const prefix = `${prefixOf(answer.slug)}-live`;
    picture.innerHTML = drawSvg(drawing.option, {
      width,
      height,
      prefix,
      title: answer.title[lang],
      description: describe(answer, lang)
    });
    const focused = document.activeElement as HTMLElement | null;
    const held = layer.contains(focused) ? focused?.dataset.key : undefined;
    layer.querySelectorAll('button').forEach((button) => button.remove());
    layer.append(...drawing.switches.map(switchOf));
    // Drawn anew while a key is on its way: the reader stays where he was.
    if (held !== undefined) focusSwitch(held);
    show(current < drawing.stops.length ? current : -1);
  }

  function switchOf(item: Drawing['switches'][number]): HTMLButtonElement {
    const button = switchBox(item, scale);
    button.type = 'button';
    button.setAttribute('aria-label', item.name);
    button.setAttribute('aria-pressed', String(!hidden.has(item.key)));
    button.dataset.key = item.key;
    button.addEventListener('click', () => {
      if (hidden.has(item.key)) hidden.delete(item.key);
      else if (hidden.size < drawing.switches.length - 1) hidden.add(item.key);
      draw();
      focusSwitch(item.key);
    });
    return button;
  }

  function focusSwitch(key: string): void {
    layer.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  function show(index: number, lineAt: number | null = null): void {
    [current, chosen] = [index, lineAt];
    const stop = drawing.stops[index];
    for (const part of [hair, ring, tip]) setStyles(part, { display: stop ? 'block' : 'none' });
    if (!stop) return;
    const { plot } = drawing;
    if (plot && stop.by === 'x') place(hair, stop.x - 0.5, plot.top, undefined, plot.bottom - plot.top);
    else setStyles(hair, { display: 'none' });
    const at = stop.lines[chosen ?? -1]?.y ?? stop.y;
    const { box = { left: stop.x - 7, top: at - 7, right: stop.x + 7, bottom: at + 7 } } = stop;
    place(ring, box.left, box.top, box.right - box.left, box.bottom - box.top);
    setStyles(ring, {
      'border-radius': stop.box ? '4px' : '50%',
      display: stop.marks.length > 0 ? 'none' : 'block'
    });
    const meant = isFinger ? picked() : undefined;
    const buttons = meant ? buttonsOf(meant, leads, lang) : [];
    tip.replaceChildren(...tipOf(stop, lang, chosen), ...buttons);
    const isReached = stop.marks.length > 0 || buttons.length > 0;
    setStyles(tip, { left: '0', top: '0', 'pointer-events': isReached ? 'auto' : 'none' });
    placeTip(tip, stop, scale, layer);
  }

  function place(part: HTMLElement, left: number, top: number, width?: number, height?: number): void {
    const px = (n: number | undefined) => (n === undefined ? undefined : `${n * scale}px`);
    const size = width === undefined ? {} : { width: px(width) };
    setStyles(part, { left: px(left), top: px(top), height: px(height), ...size });
  }

  function nearest({ x, y }: { x: number; y: number }): number {
    const away = (stop: Stop) => Math.hypot(stop.x - x, stop.y - y);
    const gap = (stop: Stop) =>
      stop.by === 'x' ? Math.abs(stop.x - x) : stop.by === 'y' ? Math.abs(stop.y - y) : away(stop);
    const close = drawing.stops.filter((s) => s.by === 'point' && away(s) <= (s.reach ?? 14));
    const found = close.length > 0 ? close : drawing.stops.filter((s) => s.by !== 'point');
    const best = found.reduce<Stop | undefined>((a, b) => (a && gap(a) <= gap(b) ? a : b), undefined);
    return best ? drawing.stops.indexOf(best) : -1;
  }

  function follow(): boolean {
    const marks = drawing.stops[current]?.marks ?? [];
    const [first] = marks;
    if (!first) return false;
    if (marks.length > 1) tip.querySelector('a')?.focus();
    else window.location.assign(hrefOf(first));
    return true;
  }

  /** What the stop stands for, or that one of its lines which is meant. */
  function picked(): Picked | undefined {
    const stop = drawing.stops[current];
    return (chosen === null ? undefined : stop?.lines[chosen]?.pick) ?? stop?.pick;
  }

  function pick(): boolean {
    const meant = picked();
    if (!meant || !leads.onPick) return false;
    leads.onPick(meant);
    return true;
  }

  const isOwn = (event: Event) =>
    event.target instanceof Node && (tip.contains(event.target) || event.target instanceof HTMLButtonElement);
  const placeOf = (event: PointerEvent | MouseEvent) => {
    const box = layer.getBoundingClientRect();
    return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
  };
  const onMove = (event: MouseEvent) => {
    if (isOwn(event)) return;
    const at = placeOf(event);
    const index = nearest(at);
    show(index, lineNear(drawing.stops[index], at.y));
    if (leads.onZoom) stretch.drag(drawing, at.x, scale);
  };
  const onDown = (event: PointerEvent) => {
    if (isOwn(event)) return;
    before = { current, chosen };
    isFinger = event.pointerType === 'touch';
    onMove(event);
    if (!leads.onZoom) return;
    stretch.begin(placeOf(event).x);
    host.setPointerCapture(event.pointerId);
  };
  const onUp = () => stretch.end(drawing, leads.onZoom);
  const onClick = (event: MouseEvent) => {
    if (isOwn(event) || stretch.wasDragged()) return;
    if (current === before.current && chosen === before.chosen && !follow()) pick();
  };
  const onKey = (event: KeyboardEvent) => {
    if (isOwn(event) && event.key !== 'Escape') return;
    isFinger = false;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { stops } = drawing;
    const last = stops.length - 1;
    const lines = stops[current]?.lines ?? [];
    const moves: Record<string, [number, number | null]> = {
      ArrowRight: [Math.min(last, current + 1), chosen],
      ArrowLeft: [current < 0 ? last : Math.max(0, current - 1), chosen],
      ArrowDown: [current, nextLine(lines, chosen, 1)],
      ArrowUp: [current, nextLine(lines, chosen, -1)],
      Home: [0, null],
      End: [last, null]
    };
    const to = moves[event.key];
    if (to) {
      const from = current;
      show(...to);
      if (event.shiftKey && leads.onZoom && event.key.length > 8) stretch.walk(drawing, from, current, scale);
      else if (!event.shiftKey) stretch.clear();
      const stop = stops[current];
      live.textContent = stop ? wordsOf(stop, lang, chosen) + stretch.words(drawing, lang) : '';
    } else if (event.key === 'Escape' && (current >= 0 || stretch.isOpen())) {
      stretch.clear();
      show(-1);
      host.focus();
    } else if (event.key.toLowerCase() === 'r' && leads.onRows && picked()) leads.onRows(picked() as Picked);
    else if (event.key !== 'Enter' || !(stretch.end(drawing, leads.onZoom) || follow() || pick())) return;
    event.preventDefault();
  };
  /** The finger scrolls the page. */
  const onCancel = () => {
    stretch.clear();
    show(-1);
  };
  // A finger leaves by being lifted, and what it touched is to be read.
  const onLeave = (event: PointerEvent) => event.pointerType !== 'touch' && show(-1);
  const onElsewhere = (event: PointerEvent) => {
    if (isFinger && !(event.target instanceof Node && host.contains(event.target))) show(-1);
  };
  const onBlur = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && host.contains(event.relatedTarget))) show(-1);
  };

  if (getComputedStyle(host).position === 'static') setStyles(host, { position: 'relative' });
  if (leads.onPick) setStyles(host, { cursor: 'pointer' });
  if (leads.onZoom) setStyles(host, { 'touch-action': 'pan-y' });
  const hadTabIndex = host.hasAttribute('tabindex');
  if (!hadTabIndex) host.tabIndex = 0;
  for (const child of still) setStyles(child, { visibility: 'hidden' });
  host.append(layer);
  const observer = new ResizeObserver(draw);
  observer.observe(host);
  draw();
  const listeners = {
    pointermove: onMove,
    pointerdown: onDown,
    pointerup: onUp,
    pointercancel: onCancel,
    pointerleave: onLeave,
    click: onClick,
    keydown: onKey,
    focusout: onBlur
  };
  for (const [name, listener] of Object.entries(listeners))
    host.addEventListener(name, listener as EventListener);
  document.addEventListener('pointerdown', onElsewhere);
  isFinger = at !== undefined;
  if (at) onMove(at);

  return {
    destroy() {
      observer.disconnect();
      for (const [name, listener] of Object.entries(listeners))
        host.removeEventListener(name, listener as EventListener);
      document.removeEventListener('pointerdown', onElsewhere);
      layer.remove();
      if (!hadTabIndex) host.removeAttribute('tabindex');
      for (const child of still) setStyles(child, { visibility: '' });
    }
  };
}
