import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import type { GraphicComponentOption, GridComponentOption } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { ComposeOption, EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, GraphicComponent, GridComponent, SVGRenderer]);

export type Series = BarSeriesOption | LineSeriesOption | ScatterSeriesOption;
export type Option = ComposeOption<Series | GraphicComponentOption | GridComponentOption>;

/** Instances stay for the next chart of their size: making one takes a quarter of a drawing. */
const MOST_SIZES = 12;
const instances = new Map<string, EChartsType>();

/** All that an option may have; else the next chart's marks would be taken for this one's, moved. */
const PARTS = ['series', 'graphic', 'grid', 'xAxis', 'yAxis'];
const EMPTY = Object.fromEntries(PARTS.map((part) => [part, []]));

/** The chart as ECharts' own SVG text, on the server as in the browser; the same whatever was drawn before it. */
export function renderSvg(option: Option, width: number, height: number): string {
  const size = `${width}x${height}`;
  const chart = instances.get(size) ?? init(null, null, { renderer: 'svg', ssr: true, width, height });
  // What a drawing that failed leaves behind is no start for the next.
  instances.delete(size);
  // Replacing the parts leaves the theme as it is; making it anew takes a tenth of a drawing.
  chart.setOption(EMPTY, { replaceMerge: PARTS, lazyUpdate: true });
  chart.setOption(option, { replaceMerge: PARTS });
  const drawn = painterOf(chart).renderToString({
    useViewBox: true,
    cssAnimation: false,
    cssEmphasis: false
  });
  // Setting an option starts a clock that would run on, and keep the process from its end.
  chart.getZr().animation.stop();
  instances.set(size, chart);
  const [oldest] = instances;
  if (oldest && instances.size > MOST_SIZES) {
    instances.delete(oldest[0]);
    oldest[1].dispose();
  }
  return drawn;
}

/** `renderToSVGString` without the classes of states that nothing in a still picture changes to. */
function painterOf(chart: EChartsType): SvgPainter {
  return chart.getZr().painter as unknown as SvgPainter;
}

interface SvgPainter {
  renderToString(options: { useViewBox: boolean; cssAnimation: boolean; cssEmphasis: boolean }): string;
}
