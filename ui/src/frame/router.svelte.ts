/**
 * Where the reader is: `#/screen/rest`. One page, so that a reload of the
 * window or a back button cannot leave it.
 */
export interface Place {
  readonly screen: string;
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

let place = $state.raw<Place>(parse(location.hash));

/** Where we are now. */
export function here(): Place {
  return place;
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
    place = parse(location.hash);
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
