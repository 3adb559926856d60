// Where the pack is read from: files the reader chose or dropped. A source is a
// map from names to a function that opens the file as a stream, and what is wrong
// with names themselves.

const MANIFEST = 'manifest.json';
const MAX_FILES = 20000;
const MAX_BYTES = 64 * 2 ** 30;
const MAX_MANIFEST = 64 * 2 ** 20;

/** Why a pack cannot be checked at all; `code` has its words. */
class Unreadable extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The files of a chosen folder. Their paths begin with the folder's name. */
function chosenFolder(files) {
  const named = [...files].map((file) => [file.webkitRelativePath || file.name, file]);
  return folderSource(named);
}

function folderSource(named) {
  if (named.length > MAX_FILES) throw new Unreadable('too_large');
  const open = new Map(named.map(([name, file]) => [name, () => file.stream()]));
  return { open, findings: [] };
}

/** One dropped thing: a folder with all that is in it, or an archive. */
async function dropped(items) {
  const files = [...items].filter((item) => item.kind === 'file');
  const entries = files.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) {
    const file = files[0]?.getAsFile();
    if (file) return zipSource(file);
  }
  if (entries.length === 1 && entries[0].isFile) {
    return zipSource(await new Promise((done, fail) => entries[0].file(done, fail)));
  }
  const named = [];
  for (const entry of entries) await walk(entry, '', named);
  return folderSource(named);
}

async function walk(entry, before, named) {
  if (named.length > MAX_FILES) throw new Unreadable('too_large');
  if (entry.isFile) {
    named.push([before + entry.name, await new Promise((done, fail) => entry.file(done, fail))]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A browser gives a hundred at a time.
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return;
    for (const one of some) await walk(one, `${before}${entry.name}/`, named);
  }
}

/** Leaves out the one folder everything lies in, if the manifest is in there. */
function withoutFolder(source) {
  if (source.open.has(MANIFEST)) return source;
  const [first] = source.open.keys();
  const prefix = `${first?.split('/')[0] ?? ''}/`;
  const names = [...source.open.keys()];
  if (!names.every((name) => name.startsWith(prefix)) || !source.open.has(prefix + MANIFEST)) {
    throw new Unreadable('not_a_pack');
  }
  const open = new Map([...source.open].map(([name, stream]) => [name.slice(prefix.length), stream]));
  return { ...source, open };
}

/** The whole text of a file that is not too large. */
async function readText(stream, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of chunksOf(stream)) {
    size += chunk.length;
    if (size > limit) throw new Unreadable('too_large');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
}

/** The chunks of a stream; not every browser can walk a stream by itself. */
async function* chunksOf(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
