/**
 * The page that checks a proof pack in WebKit: the browser of Safari, and of the
 * window itself. Chromium is `tests/e2e/verify.journey.ts`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { home, openWindow } from './window.mjs';

const target = process.env.MINGZHANG_TARGET ?? resolve(import.meta.dirname, '../../target');
const sample = join(target, 'debug/examples/sample');
/** WebKitGTK brings it along, in a folder named for the machine. */
const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
const browser = `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

test('WebKit checks an archive: what matches, and the one file that does not', async () => {
  const at = await home();
  let window;
  try {
    const folder = join(at.folder, 'pack');
    const zip = join(at.folder, 'pack.zip');
    execFileSync(sample, [folder]);
    execFileSync(sample, [zip]);
    const url = pathToFileURL(join(folder, 'verify.html')).href;
    window = await openWindow(at.env, browser, { args: ['--automation'], url });
    if ((await window.run(() => document.documentElement.lang)) === 'en') {
      await window.press('中文');
    }
    await window.choose('选择压缩包', zip);
    await window.says('全部相符');
    assert.match(await window.text(), /第 1 条至第 3 条，逐条相接/);
    await window.picture('verify.webkit');

    // The photograph is stored as it is: one bit of it, in the archive.
    const bytes = await readFile(zip);
    const place = bytes.indexOf('an invented photograph');
    bytes[place] ^= 1;
    await writeFile(zip, bytes);
    await window.choose('选择压缩包', zip);
    await window.says('有不相符之处');
    const differing = await window.run(() =>
      [...document.querySelectorAll('tr[data-state]:not([data-state="matches"])')].map(
        (row) => row.dataset.path,
      ),
    );
    assert.deepEqual(differing, ['exhibits/002-original.jpg']);
    await window.press('English');
    await window.says('Not everything matches');
  } finally {
    await window?.close();
    await at.remove();
  }
});
