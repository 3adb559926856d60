/** Invented files behind the typed commands: a screenshot, a recording, a PDF and a text, made in code. */
import { type Answers, refusal } from '../fake';
import type { Attachment, AttachmentRow, FileFault, JobStatus } from '../generated/wire';

const HASH = 'ab12cd34'.repeat(8);

/** A tiny picture, 40 by 80, as a telephone would take one: white, with a dark line. */
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="80"><rect width="40" height="80" fill="#fff"/><rect x="4" y="10" width="30" height="8" fill="#357"/></svg>`;
const words = '2026年11月3日\r\n对方13800000001说：😀明天去您单位。\r\n';

export interface Files {
  empty?: boolean;
  /** What the check finds. */
  faults?: FileFault[];
}

export function fileAnswers({ empty = false, faults = [] }: Files = {}): Answers {
  let rows: AttachmentRow[] = empty
    ? []
    : files().map((attachment) => ({ attachment, copies: [] }));
  let check = empty ? undefined : 'files-check';
  let cancelled = false;
  let looks = 0;
  let taking: string[] = [];

  const find = (id: string) => {
    const row = rows.find((one) => one.attachment.id === id);
    if (!row) throw refusal('not_found', { what: 'attachment' });
    return row;
  };
  const bytes = (id: string) => contents(find(id).attachment);
  const copy = (id: string, redaction: NonNullable<Attachment['redaction']>) => {
    const of = find(id);
    const name = of.attachment.name.replace(/(\.[^.]+)?$/, '-遮盖$1');
    const made: AttachmentRow = {
      attachment: {
        ...of.attachment,
        id: `f${rows.length + 1}`,
        name,
        taken_at: undefined,
        note: undefined,
        copy_of: id,
        redaction,
      },
      copies: [],
    };
    rows = [
      ...rows.map((row) =>
        row === of ? { ...row, copies: [...row.copies, made.attachment.id] } : row,
      ),
      made,
    ];
    return made;
  };
  const status = (more: Partial<JobStatus>): JobStatus => ({
    state: 'done',
    done_kb: 400,
    total_kb: 400,
    rows: 1,
    ...more,
  });

  return {
    attachment_list: ({ about }) => ({
      rows: rows.filter(
        ({ attachment }) =>
          !about || attachment.about.some((one) => one.kind === about.kind && one.id === about.id),
      ),
      check,
    }),
    attachment_get: ({ id }) => {
      const row = find(id);
      return {
        row,
        pixels: row.attachment.kind === 'image' ? [40, 80] : undefined,
        letters: id === 'f3' ? ['l1'] : [],
      };
    },
    attachment_add: ({ paths }) => {
      taking = paths;
      cancelled = false;
      looks = 0;
      return { job: 'files-add' };
    },
    attachment_keep: ({ about }) => {
      const known = new Set(rows.map((row) => row.attachment.name));
      const named = taking.map((path) => path.split('/').at(-1) ?? path);
      const added = named
        .filter((name) => !known.has(name))
        .map(
          (name, i): AttachmentRow => ({
            attachment: file(`f${rows.length + i + 1}`, name, 'image', 'image/png', { about }),
            copies: [],
          }),
        );
      rows = [...rows, ...added];
      return {
        added,
        same: named
          .filter((name) => known.has(name))
          .map((name) => ({
            name,
            id: rows.find((row) => row.attachment.name === name)?.attachment.id ?? '',
          })),
      };
    },
    attachment_save: ({ id, ...written }) => {
      const row = find(id);
      const attachment = { ...row.attachment, note: undefined, ...written };
      const next = { ...row, attachment };
      rows = rows.map((one) => (one === row ? next : one));
      return next;
    },
    attachment_read: ({ id, from, length }) => ({
      base64: btoa(String.fromCharCode(...bytes(id).slice(from, from + length))),
    }),
    attachment_page: ({ page, width }) => {
      if (page > 3) throw refusal('not_found', { what: 'page' });
      return { pages: 3, width, height: Math.round(width * 1.41), base64: PAGE };
    },
    attachment_redact_image: ({ id, regions }) => copy(id, { kind: 'image', regions }),
    attachment_redact_text: ({ id, stretches }) =>
      copy(id, { kind: 'text', stretches: stretches ?? [] }),
    attachment_export: ({ path }) => ({
      file: path.split('/').at(-1) ?? path,
      kb: 12,
      sha256: HASH,
    }),
    attachment_remove: ({ id }) => {
      if (id === 'f3') throw refusal('still_referenced', { what: 'letter' });
      rows = rows.filter((row) => row.attachment.id !== id);
      return {};
    },
    vault_check: () => {
      check = 'files-check-2';
      return { job: check };
    },
    job_status: ({ job }) => {
      if (cancelled) return status({ state: 'cancelled' });
      if (job === 'files-add') {
        looks += 1;
        if (looks < 2) return status({ state: 'running', done_kb: 100 });
        const files = taking.map((path) => ({ name: path.split('/').at(-1) ?? path, kb: 12 }));
        return status({ outcome: { kind: 'taken', files } });
      }
      return status({
        outcome: {
          kind: 'checked',
          at: '2026-11-21T10:00:00+08:00',
          rows: 1284,
          altered: 0,
          faults: [],
          files: { files: rows.length, faults },
        },
      });
    },
    job_cancel: () => {
      cancelled = true;
      return status({ state: 'cancelled' });
    },
  };
}

/** A page of a PDF, one white pixel drawn large. */
const PAGE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=';

function files(): Attachment[] {
  return [
    file('f1', '短信截图.svg', 'image', 'image/svg+xml', {
      about: [{ kind: 'contact', id: 'c000' }],
      taken_at: '2026-11-03T22:20:10',
    }),
    file('f2', '通话.wav', 'audio', 'audio/wav', {
      about: [{ kind: 'debt', id: 'd1' }],
      timed_notes: [{ at_s: 83, note: '说要联系单位' }],
    }),
    file('f3', '催收函.pdf', 'pdf', 'application/pdf', {}),
    file('f4', '聊天记录.txt', 'text', 'text/plain', {}),
    file('f5', '表格.bin', 'other', 'application/octet-stream', {}),
  ];
}

function file(
  id: string,
  name: string,
  kind: Attachment['kind'],
  mime: string,
  more: Partial<Attachment>,
): Attachment {
  const made: Attachment = {
    id,
    name,
    kind,
    mime,
    size: 0,
    sha256: HASH,
    added_at: `2026-11-2${id.length % 2}T02:10:00Z`,
    about: [],
    timed_notes: [],
    checks: { number: 'unknown', date: 'unknown', device_time: 'unknown' },
    ...more,
  };
  return { ...made, size: contents(made).length };
}

function contents({ kind, copy_of }: Attachment): Uint8Array {
  const text = new TextEncoder();
  if (kind === 'image') return text.encode(picture);
  if (kind === 'text')
    return text.encode(copy_of ? words.replace('13800000001', '■'.repeat(11)) : words);
  if (kind === 'audio') return tone();
  return new Uint8Array(64);
}

/** Two seconds of a tone: WAV, 8 bits, 8,000 samples a second. */
function tone(): Uint8Array {
  const samples = 16_000;
  const out = new DataView(new ArrayBuffer(44 + samples));
  const say = (at: number, word: string) => {
    for (const [i, letter] of [...word].entries()) out.setUint8(at + i, letter.charCodeAt(0));
  };
  say(0, 'RIFF');
  out.setUint32(4, 36 + samples, true);
  say(8, 'WAVEfmt ');
  out.setUint32(16, 16, true);
  out.setUint16(20, 1, true);
  out.setUint16(22, 1, true);
  out.setUint32(24, 8_000, true);
  out.setUint32(28, 8_000, true);
  out.setUint16(32, 1, true);
  out.setUint16(34, 8, true);
  say(36, 'data');
  out.setUint32(40, samples, true);
  for (let i = 0; i < samples; i += 1) out.setUint8(44 + i, 128 + Math.round(60 * Math.sin(i / 3)));
  return new Uint8Array(out.buffer);
}
