/**
 * The seam to the core. A host carries commands, asks the system for a file
 * name, prints, and tells of files dragged over the window; nothing above it knows which
 * host it is.
 */
export interface FileFilter {
  readonly name: string;
  /** Without the dot: `xml`. */
  readonly extensions: readonly string[];
}

export interface PickOpen {
  readonly title: string;
  readonly filters: readonly FileFilter[];
  readonly multiple: boolean;
  /** A folder instead of files. */
  readonly folder?: boolean;
}

export interface PickSave {
  readonly title: string;
  /** The name offered. */
  readonly name: string;
  readonly filters: readonly FileFilter[];
}

/** What a drag of files is doing. Their paths are known once they are let go. */
export type Drag =
  | { readonly kind: 'over' }
  | { readonly kind: 'left' }
  | { readonly kind: 'dropped'; readonly paths: readonly string[] };

export interface Host {
  /** Resolves with the response; rejects with a wire error, or with anything when the host itself broke. */
  call(cmd: string, payload: unknown): Promise<unknown>;
  /** The chosen files; empty when the reader cancelled. */
  pickOpen(options: PickOpen): Promise<string[]>;
  /** The chosen name; null when the reader cancelled. */
  pickSave(options: PickSave): Promise<string | null>;
  /**
   * Prints what the page shows on that paper, and ends when the reader and the printer have
   * had their way; `false` where the page has to print itself.
   */
  print(paper: object): Promise<boolean>;
  /** Tells of files dragged over the window, until the returned function is called. */
  watchDrags(handler: (drag: Drag) => void): () => void;
}
