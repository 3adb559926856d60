/**
 * The content of a file, fetched piece by piece into memory. Nothing of it is
 * written anywhere; whoever makes an address of it revokes that address.
 */
import { rpc } from '../../ipc/client';
import type { Attachment } from '../../ipc/generated/wire';
import { stopped } from '../../ipc/job';

/** The largest piece the core hands out. */
const PIECE = 1_048_576;

/**
 * All of a file. `tell` hears how many bytes are here; `gone` says that nobody
 * waits any more.
 * @throws the error of the core; `cancelled` when nobody waits.
 */
export async function content(
  file: Pick<Attachment, 'id' | 'mime' | 'size'>,
  tell?: (bytes: number) => void,
  gone?: AbortSignal,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  while (from < file.size) {
    if (gone?.aborted) throw stopped();
    const { base64 } = await rpc('attachment_read', { id: file.id, from, length: PIECE });
    const piece = bytesOf(base64);
    // The core never gives less than there is; were it so, this would not end.
    if (piece.length === 0) break;
    parts.push(piece);
    from += piece.length;
    tell?.(from);
  }
  return new Blob(parts, { type: file.mime });
}

/** The bytes written in base 64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
