/**
 * The seam to the core. A host carries commands and asks the system for a file
 * name; nothing above it knows which host it is.
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

export interface Host {
  /** Resolves with the response; rejects with a wire error, or with anything when the host itself broke. */
  call(cmd: string, payload: unknown): Promise<unknown>;
  /** The chosen files; empty when the reader cancelled. */
  pickOpen(options: PickOpen): Promise<string[]>;
  /** The chosen name; null when the reader cancelled. */
  pickSave(options: PickSave): Promise<string | null>;
}
