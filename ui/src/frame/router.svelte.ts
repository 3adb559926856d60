/**
 * Where the reader is: `#/screen/rest`. One page, so that a reload of the
 * window or a back button cannot leave it.
 */
export interface Place {
  readonly screen: string;
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

const first = parse(location.hash);
let place = $state.raw<Place>(first);
const last = new Map<string, Place>([[first.screen, first]]);

/** Where we are now. */
export function here(): Place {
  return place;
}

/**
 * Where we are within one screen. While another screen is on its way, the one
 * still in view keeps its own place.
 */
export function within(screen: string): Place {
  return place.screen === screen ? place : (last.get(screen) ?? place);
}

/** The address of a place, for an `href`. */
export function href(screen: string, rest: readonly string[] = [], query = {}): string {
  const path = [screen, ...rest].map(encodeURIComponent).join('/');
  const asked = new URLSearchParams(query).toString();
  return `#/${path}${asked && `?${asked}`}`;
}

export function go(screen: string, rest: readonly string[] = [], query = {}): void {
  location.hash = href(screen, rest, query);
}

/** Follows the address bar until the returned function is called. */
export function follow(): () => void {
  const update = () => {
    // Not read back: whoever starts following in an effect would follow itself.
    const next = parse(location.hash);
    place = next;
    last.set(next.screen, next);
  };
  addEventListener('hashchange', update);
  update();
  return () => removeEventListener('hashchange', update);
}

function parse(hash: string): Place {
  const [path = '', asked = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', ...rest] = path.split('/').map(decode);
  return { screen, rest, query: Object.fromEntries(new URLSearchParams(asked)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
