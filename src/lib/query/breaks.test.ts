import { describe, expect, it } from 'vitest';
import { breaksBetween, sourceSeries } from './breaks.ts';

const figure = (asOf: string, definition: string, title: string) => ({ asOf, definition, source: { title } });

describe('breaks between figures', () => {
  it('lie where the definition or the source series changes, and nowhere else', () => {
    const breaks = breaksBetween([
      figure('2022-12-31', 'all-platform', '社会组织蓝皮书'),
      figure('2019-12-31', 'all-bulletin', '2019年民政事业发展统计公报'),
      figure('2021-12-31', 'all-platform', '2021年民政事业发展统计公报'),
      figure('2020-12-31', 'all-bulletin', '2020年民政事业发展统计公报')
    ]);
    expect(breaks.map(({ at }) => at)).toEqual(['2021-12-31', '2022-12-31']);
    expect(breaks[0]).toMatchObject({ from: 'all-bulletin', to: 'all-platform' });
    expect(breaks[0]?.reason.zh).toContain('口径改变');
    expect(breaks[1]?.reason.en).toContain('The source changes from “2021年民政事业发展统计公报”');
  });

  it('tell series of sources apart by what is left without their dates', () => {
    expect(sourceSeries('民政统计（2023年4季度）')).toBe(sourceSeries('民政统计（2024年1季度）'));
    expect(sourceSeries('2019年民政事业发展统计公报')).not.toBe(sourceSeries('2019年社会服务发展统计公报'));
    expect(sourceSeries('2019'), 'a title of a year alone is no series').not.toBe(sourceSeries('2020'));
  });
});
