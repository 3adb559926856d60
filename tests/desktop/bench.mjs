/**
 * From the start of the process to the first words in the window, beside the
 * same program with a page that holds one word: `bench.mjs FULL EMPTY`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { home, openWindow, until } from './window.mjs';

const RUNS = 15;
/** The kernel counts in hundredths of a second for every program. */
const TICK = 10;

const [full, empty] = process.argv.slice(2);
const times = { full: [], empty: [] };
for (let run = 0; run <= RUNS; run += 1) {
  // Turn about, so that a busy moment of the machine touches both.
  for (const [name, program] of Object.entries({ full, empty })) {
    const took = await measure(program);
    // The first of each warms the caches.
    if (run > 0) times[name].push(took);
  }
}
for (const [name, all] of Object.entries(times)) {
  all.sort((a, b) => a - b);
  console.log(
    `${name.padEnd(6)} median ${median(all).toFixed(0)} ms, ` +
      `${all[0].toFixed(0)} to ${all.at(-1).toFixed(0)} ms over ${all.length} runs`,
  );
}
console.log(`ratio  ${(median(times.full) / median(times.empty)).toFixed(2)}`);

/** Milliseconds from process start to first contentful paint. */
async function measure(program) {
  const place = await home();
  const window = await openWindow(place.env, program);
  try {
    const painted = await until(() =>
      window.run(() => {
        const [first] = performance.getEntriesByName('first-contentful-paint');
        return first && performance.timeOrigin + first.startTime;
      }),
    );
    return painted - (await startOf(await childOf(window.driver)));
  } finally {
    await window.close();
    await place.remove();
  }
}

function median(sorted) {
  return sorted[Math.floor(sorted.length / 2)];
}

/** The process that the driver started. */
async function childOf(parent) {
  for (const pid of await readdir('/proc')) {
    if (/^\d+$/.test(pid) && Number((await stat(pid))[1]) === parent) return pid;
  }
  throw new Error('the driver has started nothing');
}

/** When a process started, in milliseconds of the same clock the page has. */
async function startOf(pid) {
  const uptime = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
  return Date.now() - uptime * 1000 + Number((await stat(pid))[19]) * TICK;
}

/** What the kernel says of a process, from its state on; empty once it is gone. */
async function stat(pid) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ')');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}
