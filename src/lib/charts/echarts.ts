import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import type { GraphicComponentOption, GridComponentOption } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, GraphicComponent, GridComponent, SVGRenderer]);

export type Series = BarSeriesOption | LineSeriesOption | ScatterSeriesOption;
export type Option = ComposeOption<Series | GraphicComponentOption | GridComponentOption>;

/** The chart as ECharts' own SVG text, on the server as in the browser; nothing of it is kept. */
export function renderSvg(option: Option, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
