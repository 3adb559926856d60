import { expect, test } from 'vitest';
import { between, fitted, moved, resized } from './regions';
import { covered, stretchOf, withStretch } from './stretches';

const picture = { width: 100, height: 50 };

test('a rectangle never leaves the picture', () => {
  expect(between({ x: 90, y: 40 }, { x: -5, y: 70 }, picture)).toEqual({
    x: 0,
    y: 40,
    width: 90,
    height: 10,
  });
  expect(between({ x: 3, y: 3 }, { x: 3.2, y: 9 }, picture)).toBeNull();
  const region = { x: 90, y: 0, width: 10, height: 10 };
  expect(moved(region, 5, -5, picture)).toEqual(region);
  expect(resized(region, 5, 100, picture)).toEqual({ x: 90, y: 0, width: 10, height: 50 });
  expect(resized(region, -50, 0, picture).width).toBe(1);
  expect(fitted({ x: Number.NaN, y: 60, width: 500, height: 0 }, picture)).toEqual({
    x: 0,
    y: 49,
    width: 100,
    height: 1,
  });
});

test('places of a text area become characters of the file', () => {
  const text = '甲\r\n😀乙\r丙';
  // The area shows 甲\n😀乙\n丙: 甲 0, \n 1, 😀 2 to 4, 乙 4, \n 5, 丙 6.
  expect(stretchOf(text, 0, 1)).toEqual({ from: 0, to: 1 });
  expect(stretchOf(text, 2, 4)).toEqual({ from: 3, to: 4 });
  expect(stretchOf(text, 6, 7)).toEqual({ from: 6, to: 7 });
  expect(stretchOf(text, 4, 4)).toBeNull();
});

test('passages that touch become one', () => {
  expect(withStretch([{ from: 5, to: 8 }], { from: 2, to: 5 })).toEqual([{ from: 2, to: 8 }]);
  expect(withStretch([{ from: 5, to: 8 }], { from: 0, to: 2 })).toEqual([
    { from: 0, to: 2 },
    { from: 5, to: 8 },
  ]);
});

test('a word is covered wherever it stands, also where it overlaps itself; line ends stay', () => {
  expect(covered('000\n0', [{ from: 2, to: 5 }], ['00'])).toBe('■■■\n■');
});
