/** The log in pages: what is asked for, kept while the screen is left, and the pages fetched so far. */
import { rpc, wireError } from '../../ipc/client';
import type {
  Channel,
  Connection,
  ContactPage,
  ContactQuery,
  ContactRow,
  ContactSort,
  WireError,
} from '../../ipc/generated/wire';
import { read } from '../../ipc/query.svelte';
import { readDay } from '../../kit/when';

/** Rows of the first page; the core gives at most `MORE` at once. */
const FIRST = 100;
const MORE = 500;

export interface LogFilter {
  text: string;
  debt: string;
  number: string;
  channel: Channel | '';
  connection: Connection | '';
  from: string;
  to: string;
  night: boolean;
  flagged: boolean;
  collection: boolean;
}

export function noFilter(): LogFilter {
  return {
    text: '',
    debt: '',
    number: '',
    channel: '',
    connection: '',
    from: '',
    to: '',
    night: false,
    flagged: false,
    collection: false,
  };
}

export function isFiltered(filter: LogFilter): boolean {
  return Object.values(filter).some((value) => value !== '' && value !== false);
}

export function toQuery(
  filter: LogFilter,
  sort: string,
  descending: boolean,
  today: string,
): ContactQuery {
  return {
    text: filter.text.trim() || undefined,
    debt: filter.debt || undefined,
    number: filter.number.trim() || undefined,
    channel: filter.channel || undefined,
    connection: filter.connection || undefined,
    from: readDay(filter.from, today) ?? undefined,
    to: readDay(filter.to, today) ?? undefined,
    night_only: filter.night,
    flagged_only: filter.flagged,
    collection_only: filter.collection,
    sort: sorts.find((one) => one === sort) ?? 'at',
    ascending: !descending,
    offset: 0,
    limit: FIRST,
  };
}

export const sorts: readonly ContactSort[] = ['at', 'number', 'channel', 'duration', 'flags'];

/** The rows of a query: its first page, kept fresh, and what was asked for beyond it. */
export class Log {
  readonly first;
  #query: () => ContactQuery;
  /** Rows beyond the first page, and the first page they follow. */
  #later = $state.raw<{ follows: ContactPage | undefined; rows: ContactRow[] }>();
  busy = $state(false);
  error = $state.raw<WireError>();

  /** Call while a component starts. */
  constructor(query: () => ContactQuery) {
    this.#query = query;
    this.first = read('contact_list', query);
  }

  get rows(): ContactRow[] {
    const first = this.first.data;
    const later = this.#later?.follows === first ? this.#later?.rows : undefined;
    return [...(first?.rows ?? []), ...(later ?? [])];
  }

  get total(): number {
    return this.first.data?.total ?? 0;
  }

  async more(): Promise<void> {
    // Another first page is on its way: what would follow the old one is of no use.
    if (this.busy || this.first.pending) return;
    this.busy = true;
    this.error = undefined;
    const follows = this.first.data;
    try {
      const rows = this.rows;
      const page = await rpc('contact_list', {
        ...this.#query(),
        offset: rows.length,
        limit: MORE,
      });
      this.#later = { follows, rows: [...rows.slice(follows?.rows.length), ...page.rows] };
    } catch (caught) {
      this.error = wireError(caught);
    }
    this.busy = false;
  }

  /** Everything, for paper. */
  async all(): Promise<void> {
    while (this.rows.length < this.total && this.error === undefined) {
      const before = this.rows.length;
      await this.more();
      if (this.rows.length === before) return;
    }
  }
}
