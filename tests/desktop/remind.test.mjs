/**
 * A reminder as the desktop gets it: nothing until it is asked for, then once, in words
 * that would fit any program; locked, nothing more. The desktop is one of the test's own,
 * on a session bus of its own.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { home, openWindow, until } from './window.mjs';

/** The core is asked every twenty seconds. */
const A_TURN_AND_MORE = 25_000;
const LENDER = '示例甲银行';

let place;
let bus;
let desktop;
const notes = [];

before(async () => {
  place = await home();
  bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(bus.stdout, 'data');
  place.env.DBUS_SESSION_BUS_ADDRESS = address.toString().trim();
  desktop = spawn('/usr/bin/python3', [join(import.meta.dirname, 'notes.py')], {
    env: place.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  desktop.stdout.on('data', (piece) => {
    text += piece;
    const lines = text.split('\n');
    text = lines.pop();
    notes.push(...lines);
  });
  await until(() => notes.shift() === 'ready', 'the desktop');
});
after(async () => {
  desktop?.kill();
  bus?.kill();
  await place.remove();
});

/** The day so many days from today, in Beijing. */
function day(from) {
  const at = new Date(Date.now() + from * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
}

test('a reminder is one count, said once, and only when asked for', async () => {
  const window = await openWindow(place.env);
  const rpc = (cmd, payload) =>
    window.run(
      (cmd, payload) => window.__TAURI_INTERNALS__.invoke('rpc', { cmd, payload }),
      cmd,
      payload,
    );
  try {
    await window.says('明账');
    await rpc('vault_create', { passphrase: 'correct horse battery staple' });
    const { debt } = await rpc('debt_save', { lender_name: LENDER, lender_type: 'bank_card' });
    // The review of a decision has to be asked for within thirty days: by tomorrow.
    await rpc('proceeding_save', {
      procedure: 'complaint-lender',
      debt: debt.id,
      events: [
        { kind: 'sent', day: day(-50) },
        { kind: 'delivered', day: day(-45) },
        { kind: 'decided', day: day(-29) },
      ],
    });
    // Off as it comes.
    const settings = await rpc('settings_get', {});
    assert.equal(settings.reminders ?? false, false);
    await sleep(A_TURN_AND_MORE);
    assert.deepEqual(notes, []);

    await rpc('settings_set', { idle_minutes: settings.idle_minutes, reminders: true });
    await until(() => notes.length > 0, 'a notification', A_TURN_AND_MORE / 1000);
    assert.deepEqual(JSON.parse(notes[0]), {
      program: 'Mingzhang',
      icon: 'mingzhang',
      title: '明账 Mingzhang',
      body: '1 项快到日子了，请看“本周” / 1 item coming up: see This week',
      buttons: [],
      hints: {},
    });
    // Nothing of whom or what, and no second time, open or locked.
    assert.ok(!notes[0].includes(LENDER) && !notes[0].includes('投诉'));
    await rpc('vault_lock', {});
    await sleep(A_TURN_AND_MORE);
    assert.equal(notes.length, 1, notes.join('\n'));
  } finally {
    await window.close();
  }
});
