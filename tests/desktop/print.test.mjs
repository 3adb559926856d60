/** What comes out of the printer, as the web view of the real window lays it out. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { home, openWindow, until } from './window.mjs';

let place;
before(async () => {
  place = await home();
});
after(() => place.remove());

/** The pages of what was printed, each as lines of text, and their sheet in millimetres. */
async function printed() {
  const file = join(place.folder, 'printed.pdf');
  // Written as it goes; whole once it ends as such files do.
  const info = await until(() => execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
  // The parts of a character may stand for it in what is copied from such a file.
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize(
    'NFKC',
  );
  await rm(file);
  const pages = text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.split('\n').filter((line) => line.trim() !== ''));
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(info);
  const mm = (points) => Math.round((Number(points) / 72) * 25.4);
  return { pages, sheet: [mm(width), mm(height)] };
}

test('a list is printed whole and no row is cut, half a page on its own sheet', async () => {
  const window = await openWindow(place.env);
  const go = (hash) =>
    window.run((hash) => {
      location.hash = hash;
    }, hash);
  try {
    await window.says('明账');
    await window.run(() =>
      window.__TAURI_INTERNALS__.invoke('rpc', { cmd: 'sample_open', payload: {} }),
    );
    await window.run(() => location.reload());
    await window.says('此周');
    await place.answer({ save: place.folder });

    await go('#/contacts');
    await window.says('共 30 条');
    await window.press('打印');
    const list = await printed();
    assert.deepEqual(list.sheet, [210, 297]);
    assert.ok(list.pages.length > 1, 'more than a sheet');
    const row = /20\d\d年\d+月\d+日/;
    const rows = list.pages.flat().filter((line) => row.test(line));
    assert.equal(rows.length, 30);
    for (const [first] of list.pages.slice(1)) assert.match(first, row, 'begins with a row');
    await until(() => window.run(() => !document.querySelector('table[data-rows]')));

    // Whose name one may choose a row by is on paper too.
    await go('#/contacts/hours');
    await window.says('谁在联系');
    await window.press('打印');
    const hours = await printed();
    assert.match(hours.pages.flat().join('\n'), /示例消费金融有限公司|示例信息服务有限公司/);

    await go('#/deadlines/half/family');
    for (const [lang, heading, button, foot] of [
      ['zh-CN', '电话里怎么说', '打印', '不含任何人的姓名'],
      ['en', 'What to say on the telephone', 'Print', 'names nobody'],
    ]) {
      await window.run((lang) => {
        localStorage.setItem('look', JSON.stringify({ theme: 'light', size: 'normal', lang }));
        location.reload();
      }, lang);
      await window.says(heading);
      await window.press(button);
      const half = await printed();
      assert.deepEqual(half.sheet, [210, 148]);
      assert.equal(half.pages.length, 1, lang);
      assert.ok(half.pages[0].join().includes(foot), lang);
    }
  } finally {
    await window.close();
  }
});
