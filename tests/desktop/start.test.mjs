/** The window opens, says where one is, and obeys nobody but its user. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { home, openWindow, released, until } from './window.mjs';

let place;
before(async () => {
  place = await home();
});
after(() => place.remove());

test('a new user is welcomed in Chinese', async () => {
  const window = await openWindow(place.env);
  try {
    await window.says('明账');
    assert.equal(await window.run(() => document.documentElement.lang), 'zh-CN');
    await window.picture('window-welcome');
  } finally {
    await window.close();
  }
});

test('the page can neither leave the program nor reach the machine', async () => {
  const window = await openWindow(place.env);
  try {
    const before = await window.run(() => location.href);
    await window.run(() => {
      location.href = 'https://example.com/';
    });
    await window.run(() => new Promise((done) => setTimeout(done, 500)));
    assert.equal(await window.run(() => location.href), before);

    const commands = [
      'plugin:dialog|open',
      'plugin:window|set_title',
      'plugin:event|listen',
      'plugin:path|resolve_directory',
      'plugin:webview|create_webview_window',
    ];
    for (const command of commands) {
      const answer = await window.run(
        (command) =>
          window.__TAURI_INTERNALS__.invoke(command, {}).then(
            () => 'obeyed',
            (refusal) => String(refusal),
          ),
        command,
      );
      assert.match(answer, /not allowed/, command);
    }
  } finally {
    await window.close();
  }
});

test('the program people get drops every means of remote control', async () => {
  const env = {
    ...place.env,
    TAURI_WEBVIEW_AUTOMATION: 'true',
    WEBKIT_INSPECTOR_SERVER: '127.0.0.1:9222',
    WEBKIT_INSPECTOR_HTTP_SERVER: '127.0.0.1:9223',
  };
  const program = spawn(released, { env, stdio: 'ignore' });
  try {
    // It starts itself anew without them and keeps the rest.
    await until(async () => {
      const own = (await readFile(`/proc/${program.pid}/environ`, 'latin1')).split('\0');
      return (
        own.includes(`MINGZHANG_DATA=${place.env.MINGZHANG_DATA}`) &&
        !own.some((entry) => /^(TAURI_WEBVIEW|WEBKIT_INSPECTOR)/.test(entry))
      );
    }, 'an environment without remote control');
  } finally {
    program.kill('SIGKILL');
  }
});

test('without a display it says so and ends', async () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = place.env;
  const program = spawn(released, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  program.stderr.on('data', (words) => {
    said += words;
  });
  const code = await new Promise((done) => program.once('close', done));
  assert.equal(code, 1);
  assert.match(said, /没有可用的显示器/);
  assert.match(said, /There is no display/);
  assert.doesNotMatch(said, /panicked/);
});
