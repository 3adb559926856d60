import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { faultsOf } from '../test-axe';
import Chart from './Chart.svelte';
import { draw, type Series } from './chart';

const series: Series[] = [
  { id: 'a', label: '方案一', values: ['1000.00', '2000.10', undefined] },
  { id: 'b', label: '方案二', values: ['0', '500.5', '-20'] },
];
const props = { title: '累计还款', pointName: '月份', points: ['一月', '二月', '三月'], series };

test('every number of the chart stands in the table beneath, to the fen', async () => {
  const screen = await render(Chart, props);
  const rows = [...screen.container.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim()),
  );
  expect(rows).toEqual([
    ['一月', '¥1,000.00', '¥0.00'],
    ['二月', '¥2,000.10', '¥500.50'],
    ['三月', '', '−¥20.00'],
  ]);
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('who cannot see it is told where each series begins and ends', async () => {
  const screen = await render(Chart, props);
  const picture = screen.getByRole('img');
  await expect.element(picture).toHaveAccessibleName(/方案一：一月 ¥1,000.00，二月 ¥2,000.10/);
  await expect.element(picture).toHaveAccessibleName(/方案二：一月 ¥0.00，三月 −¥20.00/);
});

test('series differ by more than colour, and nothing carries a style', async () => {
  for (const kind of ['line', 'step', 'bar'] as const) {
    const screen = await render(Chart, { ...props, kind });
    // Dashes and marks of lines, hatching of bars: each alone tells the series apart.
    const looks = [...screen.container.querySelectorAll('.chart g')].map((group) => {
      const shape = group.querySelector('.line, .bar');
      if (!shape) throw new Error('nothing drawn');
      const hatch = shape.getAttribute('fill')?.slice(4, -1);
      return hatch
        ? [screen.container.querySelector(hatch)?.innerHTML]
        : [
            getComputedStyle(shape).strokeDasharray,
            group.querySelector('.mark')?.getAttribute('d'),
          ];
    });
    const [first, second] = looks;
    expect(first).toHaveLength(kind === 'bar' ? 1 : 2);
    first?.forEach((look, at) => {
      expect(look, kind).toBeTruthy();
      expect(second?.[at], kind).not.toBe(look);
    });
    expect(screen.container.querySelector('[style]')).toBeNull();
    screen.unmount();
  }
});

test('closed numbers are printed all the same', async () => {
  const screen = await render(Chart, props);
  const details = screen.container.querySelector('details');
  if (!details) throw new Error('no numbers');
  details.open = false;
  dispatchEvent(new Event('beforeprint'));
  expect(details.open).toBe(true);
});

test('a point with no amount breaks the line; bars stand on one another', () => {
  const frame = { width: 400, height: 200, left: 0, right: 0, top: 0, bottom: 0 };
  const broken: Series[] = [{ id: 'a', label: '', values: ['1', undefined, '3', '4'] }];
  expect(draw('line', 4, broken, frame).paths[0]?.match(/M/g)).toHaveLength(2);
  const piles: Series[] = [
    { id: 'a', label: '', values: ['60'] },
    { id: 'b', label: '', values: ['40'] },
  ];
  const { bars } = draw('bar', 1, piles, frame);
  const [lower, upper] = [bars[0]?.[0], bars[1]?.[0]];
  expect(lower).toMatchObject({ y: 80, height: 120 });
  expect(upper).toMatchObject({ y: 0, height: 80 });
});
