/** The content of a file while a component shows it: fetched, given an address, and let go with it. */
import { wireError } from '../../../ipc/client';
import type { Attachment, WireError } from '../../../ipc/generated/wire';
import { content } from '../../../parts/file/content';

/** Larger files are opened when somebody asks: they fill as much memory. */
const ASK_FIRST = 64 * 1024 * 1024;

export interface Opened {
  /** An address of the content, for an element that shows it. */
  readonly url: string | undefined;
  readonly blob: Blob | undefined;
  /** Bytes that are here so far. */
  readonly done: number;
  readonly error: WireError | undefined;
  /** It is large, and nobody has asked yet. */
  readonly waits: boolean;
  open(): void;
}

export function opened(file: () => Attachment): Opened {
  let blob = $state.raw<Blob>();
  let url = $state<string>();
  let done = $state(0);
  let error = $state.raw<WireError>();
  let asked = $state(false);
  // What is written down about a file changes; its content never does.
  const id = $derived(file().id);
  const size = $derived(file().size);
  const mime = $derived(file().mime);
  const waits = $derived(size > ASK_FIRST && !asked);

  $effect(() => {
    const wanted = { id, size, mime };
    if (waits) return;
    const gone = new AbortController();
    let address: string | undefined;
    done = 0;
    error = undefined;
    content(
      wanted,
      (bytes) => {
        if (!gone.signal.aborted) done = bytes;
      },
      gone.signal,
    ).then(
      (whole) => {
        if (gone.signal.aborted) return;
        address = URL.createObjectURL(whole);
        blob = whole;
        url = address;
      },
      (caught) => {
        if (!gone.signal.aborted) error = wireError(caught);
      },
    );
    return () => {
      gone.abort();
      if (address) URL.revokeObjectURL(address);
      blob = undefined;
      url = undefined;
    };
  });

  return {
    get url() {
      return url;
    },
    get blob() {
      return blob;
    },
    get done() {
      return done;
    },
    get error() {
      return error;
    },
    get waits() {
      return waits;
    },
    open() {
      asked = true;
    },
  };
}
