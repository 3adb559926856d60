/**
 * The real window asks for no connection: `strace` sees every socket that it and
 * the processes it starts ask for. Nothing gets out where there is no socket.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { driven, home, openWindow, released, until } from './window.mjs';

/** Sockets that the window may have, and why. Any other fails. */
const EXPECTED = [
  // The display, the session's bus, the bus of screen readers, and WebKit's own
  // processes among themselves: files or pairs on this machine.
  /^(socket|socketpair)\(AF_UNIX,/,
  /^(connect|bind)\(\d+, \{sa_family=AF_UNIX[,}]/,
  // WebKit hears from the kernel whether there is a network at all (GLib's monitor,
  // for `navigator.onLine`). It leads to the kernel and nowhere else.
  /^socket\(AF_NETLINK, SOCK_RAW\|SOCK_CLOEXEC, NETLINK_ROUTE\)/,
  /^bind\(\d+, \{sa_family=AF_NETLINK, /,
];

/** The driven build alone listens, on one port of this machine, and its own
 * processes call there. */
function ofDriver(calls) {
  const port = calls.join('\n').match(/^bind\(.*AF_INET, sin_port=htons\((\d+)\)/m)?.[1];
  const there = `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}`;
  return (call) => /^socket\(AF_INET, SOCK_STREAM\|/.test(call) || call.includes(there);
}

let place;
before(async () => {
  place = await home();
});
after(() => place.remove());

/** A program that starts `binary` under `strace`, and what was seen. */
async function traced(binary, name) {
  const log = join(place.folder, `${name}.trace`);
  const program = join(place.folder, name);
  const trace = 'trace=socket,socketpair,connect,bind,io_uring_setup';
  await writeFile(
    program,
    `#!/bin/sh\nexec strace -f -qq -s 256 -o '${log}' -e ${trace} -- '${binary}' "$@"\n`,
  );
  await chmod(program, 0o755);
  const seen = async () => {
    const text = await readFile(log, 'utf8').catch(() => '');
    const calls = text
      .split('\n')
      .map((line) => line.replace(/^\d+\s+/, ''))
      .filter((line) => /^\w+\(/.test(line));
    const display = calls.some((call) => /^connect\(.*AF_UNIX.*X11-unix/.test(call));
    const asked = 'It needs the right to trace its own children (ptrace).';
    assert.ok(display, `strace saw no window open. ${asked} ${text}`);
    return [...new Set(calls)].filter((call) => !EXPECTED.some((form) => form.test(call)));
  };
  return { program, seen };
}

test('the window opens no socket but those of the display and the driver', async () => {
  const { program, seen } = await traced(driven, 'driven');
  const window = await openWindow(place.env, program);
  try {
    await window.says('明账');
    // What a page would do to get something out.
    await window.run(() => {
      new Image().src = 'https://example.com/a.png';
      fetch('https://example.com/').catch(() => {});
      fetch('http://127.0.0.1:9/').catch(() => {});
      new WebSocket('ws://127.0.0.1:9/');
    });
    await sleep(2000);
  } finally {
    await window.close();
  }
  const rest = await seen();
  const driver = ofDriver(rest);
  assert.deepEqual(
    rest.filter((call) => !driver(call)),
    [],
  );
});

test('the program people get opens no socket but those of the display', async () => {
  const { program, seen } = await traced(released, 'released');
  const running = spawn(program, { env: place.env, stdio: 'ignore', detached: true });
  try {
    // The page has been drawn once WebKit's processes are there and quiet.
    await until(async () => (await seen()).length >= 0, 'a window');
    await sleep(4000);
  } finally {
    process.kill(-running.pid, 'SIGKILL');
  }
  assert.deepEqual(await seen(), []);
});
