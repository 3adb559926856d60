/** Files dragged from elsewhere onto the real window, by the mouse. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { home, openWindow } from './window.mjs';

const fixtures = resolve(import.meta.dirname, '../fixtures/intake');
/** Where the files are dragged from: below the window, which opens at the top left. */
const FROM = [40, 810];

let place;
before(async () => {
  place = await home();
});
after(() => place.remove());

/** Takes hold of files with the mouse and carries them over the window. */
async function carry(...files) {
  const source = spawn('/usr/bin/python3', [
    join(import.meta.dirname, 'drag.py'),
    ...FROM,
    ...files,
  ]);
  await once(source.stdout, 'data');
  const mouse = (...words) => execFileSync('xdotool', words.map(String));
  const [left, top] = FROM;
  mouse('mousemove', left + 40, top + 40);
  await sleep(200);
  mouse('mousedown', 1);
  // A hand is slow, and a drag begins only after some way.
  for (let way = 0; way <= 10; way++) {
    mouse('mousemove', left + 60 + way * 40, top + 40 - way * 50);
    await sleep(100);
  }
  return {
    letGo: async () => {
      mouse('mouseup', 1);
      await sleep(300);
      source.kill();
    },
  };
}

test('files dropped on the window are tried out once the vault is open', async () => {
  const window = await openWindow(place.env);
  try {
    await window.says('明账');
    const early = await carry(join(fixtures, 'calls-sample.xml'));
    await window.says('现在什么都不会读。');
    await early.letGo();
    await window.says('没有读任何文件。');

    await window.run(() =>
      window.__TAURI_INTERNALS__.invoke('rpc', { cmd: 'sample_open', payload: {} }),
    );
    await window.run(() => location.reload());
    await window.says('此周');
    const files = await carry(join(fixtures, 'calls-sample.xml'), join(fixtures, 'sms-sample.xml'));
    await window.says('松开鼠标，试读这些文件');
    await window.picture('window-drag');
    await files.letGo();
    await window.says('试读结果，还没有保存');
    const text = await window.text();
    assert.match(text, /calls-sample\.xml/);
    assert.match(text, /sms-sample\.xml/);
  } finally {
    await window.close();
  }
});
