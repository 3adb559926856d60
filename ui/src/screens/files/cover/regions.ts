/** Rectangles over a picture: moved, resized, and kept inside it. All in whole pixels of the picture. */
import type { Region } from '../../../ipc/generated/wire';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The rectangle between two corners, inside the picture; null when it has no area. */
export function between(
  a: { x: number; y: number },
  b: { x: number; y: number },
  picture: Size,
): Region | null {
  const clamp = (value: number, most: number) => Math.round(Math.max(0, Math.min(value, most)));
  const [x1, x2] = [
    clamp(Math.min(a.x, b.x), picture.width),
    clamp(Math.max(a.x, b.x), picture.width),
  ];
  const [y1, y2] = [
    clamp(Math.min(a.y, b.y), picture.height),
    clamp(Math.max(a.y, b.y), picture.height),
  ];
  if (x2 - x1 < 1 || y2 - y1 < 1) return null;
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** Moved by so many pixels, not beyond the edges. */
export function moved(region: Region, dx: number, dy: number, picture: Size): Region {
  return fitted({ ...region, x: region.x + dx, y: region.y + dy }, picture);
}

/** Larger or smaller by so many pixels at its right and lower edge. */
export function resized(region: Region, dx: number, dy: number, picture: Size): Region {
  const width = Math.max(1, Math.min(region.width + dx, picture.width - region.x));
  const height = Math.max(1, Math.min(region.height + dy, picture.height - region.y));
  return { ...region, width, height };
}

/** The nearest rectangle that lies inside the picture. */
export function fitted(region: Region, picture: Size): Region {
  const whole = (value: number, least: number, most: number) =>
    Math.round(Math.max(least, Math.min(Number.isFinite(value) ? value : least, most)));
  const width = whole(region.width, 1, picture.width);
  const height = whole(region.height, 1, picture.height);
  return {
    x: whole(region.x, 0, picture.width - width),
    y: whole(region.y, 0, picture.height - height),
    width,
    height,
  };
}

/** Where a new one appears: in the middle, below as many others, a quarter as wide, as high as a line. */
export function fresh(picture: Size, others: number): Region {
  const width = Math.max(1, Math.round(picture.width / 4));
  const height = Math.max(1, Math.round(picture.height / 16));
  return fitted(
    {
      x: (picture.width - width) / 2,
      y: (picture.height - height) / 2 + others * height * 1.25,
      width,
      height,
    },
    picture,
  );
}
