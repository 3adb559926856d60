/**
 * The real window, driven over WebDriver by nothing but `fetch`.
 *
 * WebKit's driver starts the program and speaks for the page; native dialogs
 * are out of its reach, so the driven build answers them from a file.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const target = process.env.MINGZHANG_TARGET ?? resolve(import.meta.dirname, '../../target');
/** How WebDriver marks a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The program as WebDriver may drive it, and as people get it. */
export const driven = join(target, 'driven/mingzhang');
export const released = join(target, 'debug/mingzhang');

/** Where pictures for people go. */
export const look = join(target, 'look');

/** A fresh home for one run of the program: nothing outside it is touched. */
export async function home() {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-'));
  const picks = join(folder, 'picks.json');
  const env = {
    ...process.env,
    HOME: folder,
    // The toolkit's own words, by one of which the printer to a file is found.
    LANGUAGE: 'C',
    XDG_DATA_HOME: join(folder, 'share'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    MINGZHANG_DATA: join(folder, 'data'),
    MINGZHANG_FONTS: join(target, 'fonts'),
    MINGZHANG_PICKS: picks,
  };
  return {
    folder,
    env,
    /** What the next file dialogs answer: `{ open: [paths], save: folder }`. */
    answer: (answers) => writeFile(picks, JSON.stringify(answers)),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * Opens the window, at an address if it is a browser, and waits until the page has
 * drawn something.
 */
export async function openWindow(env, binary = driven, { args = [], url } = {}) {
  const port = await freePort();
  // A process group of its own and no inherited output: the driver answers
  // the end of a session before the program has ended, and a program left
  // behind would hold this test's output open for ever.
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    detached: true,
    stdio: 'ignore',
    env: { ...env, TAURI_WEBVIEW_AUTOMATION: 'true' },
  });
  const ended = new Promise((done) => driver.once('exit', done));
  const kill = (signal) => {
    try {
      process.kill(-driver.pid, signal);
    } catch {
      // The group is gone already, which is what was wanted.
    }
  };
  const last = () => kill('SIGKILL');
  process.once('exit', last);

  const base = `http://127.0.0.1:${port}`;
  let session;
  const close = async () => {
    if (session) await send(`${base}/session/${session}`, 'DELETE').catch(() => {});
    kill('SIGTERM');
    await Promise.race([ended, sleep(3000)]);
    kill('SIGKILL');
    process.off('exit', last);
  };
  try {
    await until(() => send(`${base}/status`).then((status) => status.ready));
    const { sessionId } = await send(`${base}/session`, 'POST', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } },
    });
    session = sessionId;
    if (url) await send(`${base}/session/${session}/url`, 'POST', { url });
    const window = page(`${base}/session/${session}`);
    await until(async () => (await window.text()).trim() !== '', 'the first words');
    return { ...window, driver: driver.pid, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a person does with the page. Names are those a screen reader says. */
function page(base) {
  const post = (path, body) => send(`${base}${path}`, 'POST', body);

  /** Runs a function inside the page and brings back its answer. */
  const run = (fn, ...args) =>
    post('/execute/sync', { script: `return (${fn})(...arguments)`, args });

  /** Everything the page says; what is hidden is not said. */
  const text = () => run(() => document.body.innerText);

  const element = async (what, fn, ...args) => {
    const found = await until(() => run(fn, ...args), `${what} ${args.join(' ')}`);
    return `/element/${found[ELEMENT]}`;
  };
  const button = (name) =>
    element(
      'button',
      (name) =>
        [...document.querySelectorAll('button, a, [role=button], [role=tab], [role=option]')].find(
          (one) =>
            (one.getAttribute('aria-label') ?? one.textContent).trim() === name &&
            one.checkVisibility(),
        ),
      name,
    );
  const field = (name) =>
    element(
      'field',
      (name) =>
        [...document.querySelectorAll('input, select, textarea')].find((one) =>
          [
            one.getAttribute('aria-label'),
            ...[...(one.labels ?? [])].map((l) => l.textContent),
          ].some((label) => label?.trim().startsWith(name)),
        ),
      name,
    );

  return {
    run,
    text,
    /** Waits until the page says it. */
    says: (words) => until(async () => (await text()).includes(words), `“${words}”`),
    press: async (name) => post(`${await button(name)}/click`, {}),
    fill: async (name, words) => {
      const one = await field(name);
      await post(`${one}/clear`, {});
      await post(`${one}/value`, { text: words });
    },
    /** Gives a file to a field that asks for one. */
    choose: async (name, path) => post(`${await field(name)}/value`, { text: path }),
    tick: async (name) => post(`${await field(name)}/click`, {}),
    /** A picture of the whole window, for people. */
    picture: async (name) => {
      await mkdir(look, { recursive: true });
      // What was just put on the page is drawn with the next frame.
      await run(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const image = await send(`${base}/screenshot`);
      await writeFile(join(look, `${name}.png`), Buffer.from(image, 'base64'));
    },
  };
}

/** Waits until `ask` answers something true; a refusal counts as not yet. */
export async function until(ask, what = 'the answer', seconds = 15) {
  const deadline = Date.now() + seconds * 1000;
  let refusal;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      refusal = error;
    }
    await sleep(50);
  }
  throw new Error(`waited ${seconds} s in vain for ${what}`, { cause: refusal });
}

async function send(url, method = 'GET', body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    // A program that will not be driven leaves its driver waiting, and so does
    // a picture taken with WEBKIT_DISABLE_DMABUF_RENDERER set.
    signal: AbortSignal.timeout(30_000),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value?.message}`);
  return value;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
