/** Reading a text file: UTF-8 when it is, the Chinese encoding of older programs otherwise. */
export interface ReadText {
  readonly text: string;
  readonly encoding: string;
}

export async function readText(blob: Blob): Promise<ReadText> {
  const bytes = await blob.arrayBuffer();
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return decoded('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decoded('utf-16be', bytes);
  try {
    return decoded('utf-8', bytes, true);
  } catch {
    return decoded('gb18030', bytes);
  }
}

function decoded(encoding: string, bytes: ArrayBuffer, fatal = false): ReadText {
  const text = new TextDecoder(encoding, { fatal }).decode(bytes);
  return { text, encoding: encoding.toUpperCase() };
}
