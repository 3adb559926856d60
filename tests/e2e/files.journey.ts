/**
 * Files that prove something, from end to end: a picture, a PDF and a recording
 * made here are taken in, looked at, covered by keyboard alone, enclosed in a
 * letter, and then not deleted.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { command, expect, expectAccessible, pick, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(180_000);

test('a picture, a PDF and a recording, from the phone to an exhibit', async ({ page, host }) => {
  const picture = join(host.folder, '短信截图.png');
  const paper = join(host.folder, '催收函.pdf');
  const call = join(host.folder, '通话.wav');
  await writeFile(picture, png(200, 300));
  await writeFile(paper, pdf(2));
  await writeFile(call, wav(3));

  await command(host, 'sample_open');
  const { rows } = (await command(host, 'contact_list', everything)) as {
    rows: { contact: { id: string } }[];
  };
  const contact = rows[0]?.contact.id ?? '';
  await page.goto(host.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const go = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);

  // About a contact, from its own page; nothing is kept before one says so.
  await go(`#/contacts/${contact}`);
  await pick(page, [picture, paper, call]);
  await page.getByRole('button', { name: '添加文件' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('这些文件还没有保存')).toBeVisible();
  expect(await command(host, 'attachment_list')).toMatchObject({ rows: [] });
  await dialog.getByRole('button', { name: '保存 3 个文件' }).click();
  await expect(dialog.getByText('已保存 3 个文件')).toBeVisible();
  await dialog.getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('link', { name: '短信截图.png' })).toBeVisible();

  // The same file again is kept once.
  await page.locator('nav').getByRole('link', { name: '证据文件' }).click();
  await pick(page, picture);
  await page.getByRole('button', { name: '添加文件' }).click();
  await dialog.getByRole('button', { name: '保存 1 个文件' }).click();
  await expect(dialog.getByText('已经有了')).toBeVisible();
  await dialog.getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: '核对全部文件' }).click();
  await expect(page.getByText('3 个文件都与收进来时一致。')).toBeVisible();
  await expectAccessible(page);

  // Looking at them.
  await page.getByRole('link', { name: '催收函.pdf' }).click();
  await expect(page.getByRole('status').filter({ hasText: '第 1 页，共 2 页' })).toBeVisible();
  const sheet = page.getByRole('img', { name: '第 1 页，共 2 页' });
  expect(await sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1000);
  await page.getByRole('button', { name: '下一页' }).click();
  await expect(page.getByRole('img', { name: '第 2 页，共 2 页' })).toBeVisible();
  await expectAccessible(page);

  await go('#/files');
  await page.getByRole('link', { name: '通话.wav' }).click();
  const audio = page.locator('audio');
  await expect
    .poll(() => audio.evaluate((player: HTMLAudioElement) => player.duration))
    .toBeCloseTo(3, 0);
  await audio.evaluate((player: HTMLAudioElement) => {
    player.currentTime = 2;
  });
  await page.keyboard.press('Alt+m');
  await page.getByRole('textbox', { name: '说了什么' }).fill('说要告诉单位');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '从 0:02 播放' })).toBeVisible();
  await expectAccessible(page);

  // Covering a part with the keyboard alone.
  await go('#/files');
  await page.getByRole('link', { name: '短信截图.png' }).click();
  await expect
    .poll(() => page.locator('canvas').evaluate((c: HTMLCanvasElement) => c.width))
    .toBe(200);
  await page.getByRole('link', { name: '遮盖一部分' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '加一块' }).focus();
  await page.keyboard.press('Enter');
  const block = page.getByRole('button', { name: '第 1 块', exact: true });
  await expect(block).toBeFocused();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Alt+ArrowDown']) {
    await page.keyboard.press(key);
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: '存为副本' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('已存为副本。原件没有改动。')).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(2);
  await expect(page.getByRole('link', { name: '短信截图.png' })).toBeVisible();

  // The copy is black where it was covered, and the original is as it was.
  const all = (await command(host, 'attachment_list')) as {
    rows: { attachment: { id: string; copy_of?: string; name: string } }[];
  };
  const copy = all.rows.find((row) => row.attachment.copy_of !== undefined)?.attachment;
  const original = copy?.copy_of ?? '';
  const whole = (await command(host, 'attachment_read', {
    id: original,
    from: 0,
    length: 1_048_576,
  })) as {
    base64: string;
  };
  expect(Buffer.from(whole.base64, 'base64')).toEqual(await readFile(picture));
  await expect
    .poll(() =>
      page
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const at = (x: number, y: number) =>
            [...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
          const scale = canvas.width / 200;
          return [at(100 * scale, 150 * scale), at(10 * scale, 10 * scale)];
        }),
    )
    .toEqual([
      [0, 0, 0],
      [200, 220, 240],
    ]);

  // Enclosed in a letter: the copy goes, and its number is said.
  await go('#/letters/new?template=instalment-request&debt=loan');
  await page.getByRole('group', { name: '附上证据' }).getByText('选择文件').first().click();
  await page.getByRole('checkbox', { name: /^短信截图\.png/ }).check();
  await expect(page.getByText(/附上遮盖后的副本/)).toBeVisible();
  await expect(page.getByText(/^证据 \d+$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.waitForURL(/#\/letters\/(?!new)/);

  // What is used is not deleted, and says why.
  await go(`#/files/${original}`);
  await page.getByRole('button', { name: '删除' }).click();
  await dialog.getByRole('button', { name: '删除' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '它有遮盖后的副本' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '短信截图.png' })).toBeVisible();
  await expectAccessible(page);
});

test('a file is added on the page of a proceeding, and is said to be about a payment and an entry, too', async ({
  page,
  host,
}) => {
  const paper = join(host.folder, '受理通知.pdf');
  await writeFile(paper, pdf(1));
  await command(host, 'sample_open');
  await page.goto(`${host.url}#/deadlines/complaint`);
  const section = page.getByRole('region', { name: '附件' });
  await expect(section.getByText('还没有')).toBeVisible();
  await pick(page, paper);
  await section.getByRole('button', { name: '添加文件' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存 1 个文件' }).click();
  await dialog.getByRole('button', { name: '完成' }).click();
  await section.getByRole('link', { name: '受理通知.pdf' }).click();

  const about = page.getByRole('region', { name: '与什么有关' });
  await expect(about.getByRole('link', { name: /投诉/ })).toHaveAttribute(
    'href',
    '#/deadlines/complaint',
  );
  for (const [kind, which] of [
    ['一笔还款', /2025年4月18日.*2,090\.00/],
    ['一笔记账', /2025年3月18日.*60,000\.00/],
  ] as const) {
    await about.getByRole('button', { name: '写明' }).click();
    await dialog.getByText(kind, { exact: true }).first().click();
    const options = dialog.getByRole('combobox').locator('option');
    await expect(options.filter({ hasText: which })).toHaveCount(1);
    const value = await options.filter({ hasText: which }).getAttribute('value');
    await dialog.getByRole('combobox').selectOption(value);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '写明' }).click();
    await expect(about.getByRole('link', { name: which })).toHaveAttribute('href', '#/money/loan');
  }
  const { rows } = (await command(host, 'attachment_list', {
    about: { kind: 'payment', id: 'p02' },
  })) as { rows: unknown[] };
  expect(rows).toHaveLength(1);

  // In the list, by what it is about.
  await page.evaluate(() => {
    location.hash = '#/files';
  });
  await page.getByLabel('与什么有关').selectOption({ label: '一笔还款' });
  await expect(page.getByRole('row', { name: /受理通知/ })).toContainText('2025年4月18日');
});

test('recordings of calls are kept with their calls in one go', async ({ page, host }) => {
  const folder = join(host.folder, 'phone');
  await mkdir(folder);
  // 2026-11-01 21:00:00 in Beijing.
  const call = (at: number, seconds: number) =>
    `<call number="01000000001" duration="${seconds}" date="${1_793_538_000_000 + at * 1000}" type="1" />`;
  await writeFile(
    join(folder, 'calls.xml'),
    `<calls count="2">${call(0, 47)}${call(600, 30)}</calls>`,
  );
  await writeFile(join(folder, '01000000001_20261101210010.wav'), wav(2));
  await writeFile(join(folder, '01000000001_20261101211005.wav'), wav(1));
  await command(host, 'sample_open');
  await page.goto(`${host.url}#/contacts/import`);
  await pick(page, [folder]);
  await page.getByRole('button', { name: '选择文件' }).click();
  await page.getByRole('checkbox', { name: /2 个录音也收为证据文件/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '保存 2 条' }).click();
  await expect(page.getByText('已收进 2 个录音，各自记在那次通话下面。')).toBeVisible();
  await expectAccessible(page);
  const kept = (await command(host, 'attachment_list')) as {
    rows: { attachment: { name: string; about: { kind: string; id: string }[] } }[];
  };
  expect(kept.rows.map((row) => row.attachment.about.length)).toEqual([1, 1]);
  const [first, second] = kept.rows.map((row) => row.attachment.about[0]?.id);
  expect(first).not.toBe(second);

  // Read again there is nothing to save, and the sound is known.
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await pick(page, [folder]);
  await page.getByRole('button', { name: '选择文件' }).click();
  await page.getByRole('button', { name: '把认出通话的 2 个录音收为证据文件' }).click();
  await expect(page.getByText(/另有 2 个早已收过/)).toBeVisible();
});

const everything = {
  flagged_only: false,
  night_only: false,
  collection_only: false,
  sort: 'at',
  ascending: false,
  offset: 0,
  limit: 1,
};

/** A picture of one pale colour. */
function png(width: number, height: number): Buffer {
  const line = Buffer.concat([
    Buffer.from([0]),
    Buffer.from(Array.from({ length: width }, () => [200, 220, 240]).flat()),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF of A4 pages with a line of Latin text on each. */
function pdf(pages: number): Buffer {
  const kids = Array.from({ length: pages }, (_, i) => `${4 + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Array.from({ length: pages }, (_, i) => {
      const text = `BT /F1 24 Tf 72 720 Td (Page ${i + 1}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + i * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }).flat(),
  ];
  let out = '%PDF-1.4\n';
  const at = objects.map((body, i) => {
    const place = out.length;
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return String(place).padStart(10, '0');
  });
  const table = at.map((place) => `${place} 00000 n \n`).join('');
  return Buffer.from(
    `${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A tone: 8 bits, 8,000 samples a second. */
function wav(seconds: number): Buffer {
  const samples = seconds * 8_000;
  const out = Buffer.alloc(44 + samples, 128);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + samples, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(8_000, 24);
  out.writeUInt32LE(8_000, 28);
  out.writeUInt16LE(1, 32);
  out.writeUInt16LE(8, 34);
  out.write('data', 36);
  out.writeUInt32LE(samples, 40);
  for (let i = 0; i < samples; i += 1) out[44 + i] = 128 + Math.round(60 * Math.sin(i / 3));
  return out;
}
