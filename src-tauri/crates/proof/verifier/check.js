// Checking a pack: the same steps, codes and order as `proof::verify`, which the
// command line uses. A test holds the two to the same answers.

const FORMAT = 'mingzhang-proof/1';
const NOTHING = '0'.repeat(64);
const ROLES = Object.keys(WORDS.role);

const is = {
  text: (value) => typeof value === 'string',
  count: (value) => Number.isSafeInteger(value) && value >= 0,
  small: (value) => is.count(value) && value < 2 ** 32,
  yes: (value) => typeof value === 'boolean',
  lang: (value) => value === 'zh-CN' || value === 'en',
  role: (value) => ROLES.includes(value),
  list: (of) => (value) => Array.isArray(value) && value.every(of),
  shape: (fields) => (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => key in fields) &&
    Object.entries(fields).every(([key, [holds, optional]]) =>
      Object.hasOwn(value, key) ? holds(value[key]) : optional === true,
    ),
};

const ENTRY = {
  path: [is.text],
  size: [is.count],
  sha256: [is.text],
  role: [is.role],
  exhibit: [is.small, true],
  original_sha256: [is.text, true],
  source: [is.text, true],
  rows: [is.list(is.small), true],
};
const ROW = { seq: [is.count], at: [is.text], action: [is.text], payload_sha256: [is.text], prev: [is.text], hash: [is.text] };
const DISCLOSED = { seq: [is.count], payload: [is.text] };
const SHAPE = {
  format: [is.text],
  made_at: [is.text],
  tool: [is.text],
  lang: [is.lang],
  about: [is.text],
  masked: [is.yes],
  entries: [is.list(is.shape(ENTRY))],
  journal: [is.list(is.shape(ROW))],
  disclosed: [is.list(is.shape(DISCLOSED))],
  seal: [is.text],
};

/** An object with its fields in the order of a shape, as the program writes it. */
function ordered(shape, value) {
  const keys = Object.keys(shape).filter((key) => value[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, value[key]]));
}

/** The one written form of a manifest. */
function writtenForm(manifest) {
  const entries = manifest.entries.map((entry) => {
    const { rows, ...rest } = entry;
    return ordered(ENTRY, rows?.length ? entry : rest);
  });
  const whole = {
    ...ordered(SHAPE, manifest),
    entries,
    journal: manifest.journal.map((row) => ordered(ROW, row)),
    disclosed: manifest.disclosed.map((row) => ordered(DISCLOSED, row)),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** SHA-256 of the manifest without the index and without the seal. */
function sealOf(manifest) {
  const entries = manifest.entries.filter((entry) => entry.role !== 'index');
  return sha256(writtenForm({ ...manifest, entries, seal: '' }));
}

function parseManifest(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable('manifest_malformed');
  }
  if (!is.text(value?.format)) throw new Unreadable('manifest_malformed');
  if (value.format !== FORMAT) throw new Unreadable('unknown_version');
  if (!is.shape(SHAPE)(value)) throw new Unreadable('manifest_malformed');
  if (value.entries.length > MAX_FILES) throw new Unreadable('too_large');
  return value;
}

/** May a file of this name be in a pack? */
function isSafe(path) {
  const parts = path.split('/');
  return (
    parts.length <= 2 &&
    parts.every(
      (part) =>
        part.length <= 64 &&
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(part) &&
        !part.includes('..') &&
        !/^(con|prn|aux|nul|(com|lpt)[1-9])(\.|$)/.test(part),
    )
  );
}

/** A name somebody else chose, without what would deceive the eye. */
function shown(name) {
  return [...name]
    .slice(0, 200)
    .join('')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The first digits of a check code; null: it is none. */
function headOf(text) {
  const digits = text.replace(/\s/g, '').toLowerCase();
  return /^[0-9a-f]{16,64}$/.test(digits) ? digits : null;
}

/**
 * Checks a pack. `head` is a check code from elsewhere, or nothing; `proceed` is
 * told how far it is and stops it with false.
 */
async function check(given, head, proceed) {
  const source = withoutFolder(given);
  let text;
  try {
    text = await readText(await source.open.get(MANIFEST)(), MAX_MANIFEST);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(error instanceof TypeError ? 'manifest_malformed' : 'io');
  }
  const manifest = parseManifest(text);
  const findings = [...source.findings];
  const about = (code) => findings.push({ path: MANIFEST, code });
  if (writtenForm(manifest) !== text) about('manifest_form');
  if (sealOf(manifest) !== manifest.seal) about('seal_differs');
  if (manifest.entries.filter((entry) => entry.role === 'index').length !== 1) about('no_index');
  checkNames(manifest.entries, findings);
  checkOriginals(manifest.entries, findings);
  const files = await compare(source, manifest.entries, findings, proceed);
  const broken = checkChain(manifest.journal, manifest.disclosed);
  const last = manifest.journal.at(-1);
  const chain = {
    first: manifest.journal[0]?.seq ?? 0,
    last: last?.seq ?? 0,
    head: last?.hash ?? '',
    sound: broken.length === 0,
    disclosed: manifest.disclosed.length,
  };
  findings.push(...broken);
  if (head) {
    chain.compared = manifest.journal.find((row) => row.hash.startsWith(head))?.seq;
    if (chain.compared === undefined) findings.push({ code: 'head_absent' });
  }
  const sorted = sortFindings(findings);
  return {
    matches: sorted.length === 0,
    made_at: shown(manifest.made_at),
    tool: shown(manifest.tool),
    about: shown(manifest.about),
    seal: shown(manifest.seal),
    files,
    chain,
    findings: sorted,
    limits: limitsOf(manifest, chain),
    rows: manifest.disclosed.map((one) => disclosedRow(manifest.journal, one, broken)),
  };
}

function checkNames(entries, findings) {
  const seen = new Set([MANIFEST]);
  for (const { path } of entries) {
    if (!isSafe(path)) findings.push({ path: shown(path), code: 'unsafe_path' });
    if (seen.has(path)) findings.push({ path: shown(path), code: 'duplicate' });
    seen.add(path);
  }
}

function checkOriginals(entries, findings) {
  for (const entry of entries) {
    const recorded = entry.original_sha256;
    const original = entries.find((other) => other.role === 'original' && other.exhibit === entry.exhibit);
    const wrong =
      entry.role === 'original'
        ? recorded !== entry.sha256
        : entry.role === 'redacted' && (!recorded || (original && original.sha256 !== recorded));
    if (wrong) findings.push({ path: shown(entry.path), code: 'original_differs' });
  }
}

async function compare(source, entries, findings, proceed) {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > MAX_BYTES) throw new Unreadable('too_large');
  const progress = { done: 0, total };
  const files = [];
  for (const entry of entries) {
    const open = isSafe(entry.path) ? source.open.get(entry.path) : undefined;
    const code = open ? await fault(open, entry, progress, proceed) : 'missing';
    if (code) findings.push({ path: shown(entry.path), code });
    const state = code === null ? 'matches' : code === 'missing' ? 'missing' : 'differs';
    files.push({ path: shown(entry.path), role: entry.role, exhibit: entry.exhibit, size: entry.size, state });
  }
  const named = new Set(entries.map((entry) => entry.path));
  for (const name of [...source.open.keys()].sort(byBytes)) {
    if (name === MANIFEST || named.has(name)) continue;
    findings.push({ path: shown(name), code: isSafe(name) ? 'unlisted' : 'unsafe_path' });
    files.push({ path: shown(name), state: 'unlisted' });
  }
  return files;
}

/** What is wrong with one file; it is read to one chunk past its size at most. */
async function fault(open, entry, progress, proceed) {
  const digest = new Sha256();
  try {
    for await (const chunk of chunksOf(await open())) {
      digest.take(chunk);
      progress.done += chunk.length;
      if (!(await proceed(progress))) throw new Unreadable('cancelled');
      if (digest.size > entry.size) break;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    return 'unreadable_file';
  }
  if (digest.size !== entry.size) return 'wrong_size';
  return digest.finish() === entry.sha256 ? null : 'differs';
}

function checkChain(rows, disclosed) {
  const found = [];
  const at = (code, seq) => found.push({ seq, code });
  if (rows.length === 0) at('chain_empty', 0);
  else if (rows[0].seq === 1 && rows[0].prev !== NOTHING) at('chain_start', 1);
  rows.forEach((row, i) => {
    if (row.hash !== rowHash(row)) at('chain_row', row.seq);
    const before = rows[i - 1];
    if (before === undefined) return;
    if (row.seq !== before.seq + 1) at('chain_gap', row.seq);
    if (row.prev !== before.hash) at('chain_link', row.seq);
  });
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  for (const { seq, payload } of disclosed) {
    const row = bySeq.get(seq);
    if (row === undefined) at('disclosed_unknown', seq);
    else if (row.payload_sha256 !== sha256(payload)) at('payload_differs', seq);
  }
  return found;
}

function disclosedRow(journal, { seq, payload }, broken) {
  const row = journal.find((one) => one.seq === seq);
  const sound = !broken.some((finding) => finding.seq === seq);
  return { seq, payload, at: shown(row?.at ?? ''), sound };
}

function limitsOf(manifest, chain) {
  const holds = {
    newest: chain.compared === undefined,
    after_compared: chain.compared !== undefined,
    older: chain.first > 1,
    hidden: chain.disclosed < manifest.journal.length,
    redaction: manifest.entries.some((entry) => entry.role === 'redacted'),
  };
  return Object.keys(WORDS.limit).filter((code) => holds[code] ?? true);
}

/** By file, then by row, then by code; each once. */
function sortFindings(findings) {
  const order = Object.keys(WORDS.finding);
  const rank = (finding) => order.indexOf(finding.code);
  const key = ({ path, seq, code }) => JSON.stringify([path, seq, code]);
  const once = [...new Map(findings.map((finding) => [key(finding), finding])).values()];
  return once.sort(
    (a, b) => byBytes(a.path ?? '', b.path ?? '') || (a.seq ?? -1) - (b.seq ?? -1) || rank(a) - rank(b),
  );
}

/** The order of UTF-8, which is that of code points. */
function byBytes(a, b) {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i] - right[i];
  }
  return left.length - right.length;
}
