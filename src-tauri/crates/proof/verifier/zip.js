// A zip archive, read where it lies: its list of files first, each file's bytes
// only when asked for. Stored and deflated files, ZIP64; nothing else is in a pack.

const MOST_RATIO = 100;
const ALWAYS_ALLOWED = 2 ** 30;

async function zipSource(file) {
  const entries = await zipEntries(file);
  if (entries.length > MAX_FILES) throw new Unreadable('too_large');
  const open = new Map();
  const findings = [];
  let unpacked = 0;
  for (const entry of entries) {
    unpacked += entry.size;
    if (entry.locked || (entry.method !== 0 && entry.method !== 8)) throw new Unreadable('zip_method');
    if (entry.name.endsWith('/')) continue;
    if (entry.link) findings.push({ code: 'link', path: shown(entry.name) });
    else if (open.has(entry.name)) findings.push({ code: 'duplicate' });
    else open.set(entry.name, () => entryStream(file, entry));
  }
  if (unpacked > Math.max(ALWAYS_ALLOWED, file.size * MOST_RATIO)) throw new Unreadable('zip_bomb');
  if (unpacked > MAX_BYTES) throw new Unreadable('too_large');
  const byPlace = [...entries].sort((a, b) => a.offset - b.offset);
  for (let i = 1; i < byPlace.length; i++) {
    const before = byPlace[i - 1];
    // A local header has thirty bytes and the name again.
    if (before.offset + 30 + before.nameSize + before.packed > byPlace[i].offset) {
      throw new Unreadable('zip_bomb');
    }
  }
  return { open, findings };
}

async function part(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

/** The central directory, from its end record at the end of the file. */
async function zipEntries(file) {
  const tailAt = Math.max(0, file.size - 65557);
  const tail = await part(file, tailAt, file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Unreadable('zip_damaged');
  let count = tail.getUint16(end + 10, true);
  let size = tail.getUint32(end + 12, true);
  let offset = tail.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
    const at = end - 20;
    if (at < 0 || tail.getUint32(at, true) !== 0x07064b50) throw new Unreadable('zip_damaged');
    const place = Number(tail.getBigUint64(at + 8, true));
    const record = await part(file, place, place + 56);
    if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) throw new Unreadable('zip_damaged');
    count = Number(record.getBigUint64(32, true));
    size = Number(record.getBigUint64(40, true));
    offset = Number(record.getBigUint64(48, true));
  }
  if (count > MAX_FILES) throw new Unreadable('too_large');
  if (offset + size > file.size) throw new Unreadable('zip_damaged');
  const list = await part(file, offset, offset + size);
  const entries = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== 0x02014b50) throw new Unreadable('zip_damaged');
    const nameSize = list.getUint16(at + 28, true);
    const extraSize = list.getUint16(at + 30, true);
    const next = at + 46 + nameSize + extraSize + list.getUint16(at + 32, true);
    if (next > list.byteLength) throw new Unreadable('zip_damaged');
    const entry = {
      name: new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, nameSize)),
      nameSize,
      locked: (list.getUint16(at + 8, true) & 1) === 1,
      method: list.getUint16(at + 10, true),
      packed: list.getUint32(at + 20, true),
      size: list.getUint32(at + 24, true),
      // Unix keeps the kind of a file in the upper half of its attributes.
      link: list.getUint8(at + 5) === 3 && ((list.getUint32(at + 38, true) >>> 28) & 15) === 10,
      offset: list.getUint32(at + 42, true),
    };
    largeFields(list, at + 46 + nameSize, extraSize, entry);
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** ZIP64: the fields that did not fit, in this order, where they did not fit. */
function largeFields(list, from, length, entry) {
  let at = from;
  while (at + 4 <= from + length) {
    const id = list.getUint16(at, true);
    const end = at + 4 + list.getUint16(at + 2, true);
    if (id === 1) {
      let field = at + 4;
      for (const name of ['size', 'packed', 'offset']) {
        if (entry[name] !== 0xffffffff) continue;
        if (field + 8 > end || end > from + length) throw new Unreadable('zip_damaged');
        entry[name] = Number(list.getBigUint64(field, true));
        field += 8;
      }
      return;
    }
    at = end;
  }
}

/** A file of the archive as a stream; it says so if it cannot be unpacked. */
async function entryStream(file, entry) {
  const head = await part(file, entry.offset, entry.offset + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Error('local header');
  const from = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(from, from + entry.packed).stream();
  return entry.method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
}
