import { canBeShared } from '../query/shares.ts';
import { areaRoom, drawArea } from './area.ts';
import { barHeight, drawBars } from './bar.ts';
import { drawStackedBars, stackedBarHeight } from './bar-stack.ts';
import { columnRoom, drawColumns } from './column.ts';
import type { Drawing, View } from './drawing.ts';
import type { Option } from './echarts.ts';
import { drawHeat, heatHeight } from './heat.ts';
import { drawHistogram } from './histogram.ts';
import { drawLine, endRoom, keyRoom, legendRoom } from './line.ts';
import { drawNumber, NUMBER_PX } from './number-card.ts';
import { drawSmallMultiples, smallMultiplesHeight } from './small-multiples.ts';
import type { Answer } from './spec.ts';
import { drawSurvival, survivalRoom } from './survival.ts';
import { drawTable, tableHeight } from './table-drawing.ts';
import { drawTileGrid, tileGridHeight, tilesOf } from './tile-grid.ts';

/** The chart with its stops and switches. Tiles for places without a layout of ours become ranked bars. */
export function drawingOf(answer: Answer, view: View): Drawing {
  switch (answer.spec.type) {
    case 'line':
      return drawLine(answer, view);
    case 'column':
      return drawColumns(answer, view);
    case 'area':
      return drawArea(answer, view);
    case 'bar':
      return isStacked(answer) ? drawStackedBars(answer, view) : drawBars(answer, view);
    case 'table':
      return drawTable(answer, view);
    case 'histogram':
      return drawHistogram(answer, view);
    case 'heat':
      return drawHeat(answer, view);
    case 'number':
      return drawNumber(answer, view);
    case 'survival':
      return drawSurvival(answer, view);
    case 'small-multiples':
      return drawSmallMultiples(answer, view);
    case 'tile-grid':
      return tilesOf(answer, view) ? drawTileGrid(answer, view) : drawBars(answer, view);
  }
}

/** Bars made of their groups: only of values that add up. */
function isStacked({ spec, results }: Answer): boolean {
  const isAsked = spec.stack === 'stacked' || spec.stack === 'share';
  return isAsked && spec.query.by !== undefined && results.every((result) => canBeShared(result, spec.query));
}

/** What ECharts is given. */
export function optionOf(answer: Answer, view: View): Option {
  return drawingOf(answer, view).option;
}

/** The height in px that an answer needs at a width: bars grow with their rows, lines and columns with the width. */
export function heightOf(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const wide = view.width >= 500;
  switch (answer.spec.type) {
    case 'line':
      return (
        Math.max(wide ? tall(view.width) : 250, endRoom(answer, view)) +
        keyRoom(answer, view) +
        legendRoom(answer, view)
      );
    case 'survival':
      return (wide ? tall(view.width) : 250) + survivalRoom(answer);
    case 'column':
      return (wide ? tall(view.width) : 260) + columnRoom(answer, view);
    case 'area':
      return Math.max(wide ? tall(view.width) : 260, areaRoom(answer, view));
    case 'histogram':
      return wide ? tall(view.width) : 260;
    case 'bar':
      return isStacked(answer) ? stackedBarHeight(answer, view) : barHeight(answer, view);
    case 'table':
      return tableHeight(answer, view);
    case 'heat':
      return heatHeight(answer, view);
    case 'number':
      return NUMBER_PX;
    case 'small-multiples':
      return smallMultiplesHeight(answer, view);
    case 'tile-grid':
      return tilesOf(answer, view) ? tileGridHeight(answer, view) : barHeight(answer, view);
  }
}

/** Charts of rows or squares have the height that these need; the others may be given more. */
export function isStiff({ type }: Answer['spec']): boolean {
  return ['bar', 'tile-grid', 'small-multiples', 'heat', 'number', 'table'].includes(type);
}

/** 300 px at the wide band's 700, more in wider files. */
function tall(width: number): number {
  return Math.min(480, Math.max(300, Math.round(width * 0.42)));
}
