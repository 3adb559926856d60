/**
 * Where the shapes of a chart stand. Amounts come as decimal text and are
 * numbers only here, where they become places on a screen; every amount that
 * is read stays the text it was.
 */
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { curveLinear, curveStepAfter, line, stack, stackOffsetDiverging } from 'd3-shape';

export type ChartKind = 'line' | 'step' | 'bar';

export interface Series {
  readonly id: string;
  readonly label: string;
  /** One decimal amount for each point; undefined where there is none. */
  readonly values: readonly (string | undefined)[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  /** Heights of the scale. */
  readonly ticks: { value: number; y: number }[];
  /** Points that are named beneath, as many as there is room for. */
  readonly names: { at: number; x: number }[];
  /** One for each series, empty for bars. */
  readonly paths: string[];
  /** One list for each series, empty for lines. */
  readonly bars: Bar[][];
  /** Where each line ends, for its mark. */
  readonly ends: ({ x: number; y: number } | undefined)[];
  readonly zero: number;
}

/** Room one name beneath the chart takes, in pixels. */
const NAME = 84;

export function draw(
  kind: ChartKind,
  points: number,
  series: readonly Series[],
  frame: Frame,
): Drawing {
  const numbers = series.map(({ values }) =>
    Array.from({ length: points }, (_, i) => numberOf(values[i])),
  );
  const across: [number, number] = [frame.left, frame.width - frame.right];
  const indices = Array.from({ length: points }, (_, i) => i);
  const piles = kind === 'bar' ? piled(numbers, points) : [];
  const all = kind === 'bar' ? piles.flat(2) : numbers.flat().filter((n) => n !== undefined);
  const y = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(0, ...all) || 1])
    .nice(5)
    .range([frame.height - frame.bottom, frame.top]);

  const point = scalePoint<number>().domain(indices).range(across);
  const band = scaleBand<number>()
    .domain(indices)
    .range(across)
    .paddingInner(0.25)
    .paddingOuter(0.1);
  const middle = (i: number) =>
    kind === 'bar' ? (band(i) ?? 0) + band.bandwidth() / 2 : (point(i) ?? 0);

  const curve = line<number | undefined>()
    .defined((n) => n !== undefined)
    .x((_, i) => middle(i))
    .y((n) => y(n ?? 0))
    .curve(kind === 'step' ? curveStepAfter : curveLinear);

  const each = Math.max(1, Math.ceil((points * NAME) / (across[1] - across[0])));
  return {
    ticks: y.ticks(5).map((value) => ({ value, y: y(value) })),
    names: indices.filter((i) => i % each === 0).map((at) => ({ at, x: middle(at) })),
    paths: kind === 'bar' ? [] : numbers.map((one) => curve(one) ?? ''),
    bars: piles.map((pile) =>
      pile.map(([from, to], i) => ({
        x: band(i) ?? 0,
        y: Math.min(y(from), y(to)),
        width: band.bandwidth(),
        height: Math.abs(y(from) - y(to)),
      })),
    ),
    ends: numbers.map((one) => {
      const at = one.findLastIndex((n) => n !== undefined);
      return kind === 'bar' || at < 0 ? undefined : { x: middle(at), y: y(one[at] ?? 0) };
    }),
    zero: y(0),
  };
}

/** Bars of one point stand on one another; what is below zero hangs. */
function piled(numbers: (number | undefined)[][], points: number): [number, number][][] {
  const rows = Array.from({ length: points }, (_, i) => numbers.map((one) => one[i] ?? 0));
  const layers = stack<unknown, number[], number>()
    .keys(numbers.map((_, i) => i))
    .value((row, key) => row[key] ?? 0)
    .offset(stackOffsetDiverging);
  return layers(rows).map((layer) => layer.map(([from, to]): [number, number] => [from, to]));
}

function numberOf(amount: string | undefined): number | undefined {
  const read = amount === undefined ? Number.NaN : Number(amount);
  return Number.isFinite(read) ? read : undefined;
}
