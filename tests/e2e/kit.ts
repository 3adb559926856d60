/** What journeys stand on: a host per test, file dialogs, accessibility. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { test as base, expect, type Page } from '../../ui/node_modules/playwright/test';

export { expect, type Page };

const root = resolve(__dirname, '../..');
const target = process.env.MINGZHANG_TARGET ?? join(root, 'target');

/** Where pictures for people go. */
export const look = join(target, 'look');

/** The core behind the page of one test. */
export interface Host {
  /** The page's address, with the token in it. */
  readonly url: string;
  /** A folder of the test's own; the vault is in `data` below it. */
  readonly folder: string;
}

interface Options {
  /** The instant the core believes it is, always (RFC 3339). */
  now: string;
}

export const test = base.extend<Options & { host: Host }>({
  now: ['2026-11-21T10:00:00+08:00', { option: true }],

  host: async ({ now }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mingzhang-'));
    const words = ['--data', join(folder, 'data'), '--dist', join(root, 'ui/dist')];
    const devhost = spawn(
      join(target, 'debug/devhost'),
      [...words, '--fonts', join(target, 'fonts'), '--now', now],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    try {
      const lines = createInterface({ input: devhost.stdout });
      const [line] = (await once(lines, 'line')) as [string];
      await use({ url: (JSON.parse(line) as { url: string }).url, folder });
    } finally {
      // The host lives as long as its input is open.
      const gone = once(devhost, 'exit');
      devhost.stdin.end();
      await gone;
      await rm(folder, { recursive: true, force: true });
    }
  },

  /**
   * Fails the test on anything the page reports to its console as wrong. The
   * page rests on the host, so that the host is still there when it ends.
   */
  page: async ({ page, now, host: _ }, use) => {
    // The page and the core live on the same day.
    await page.clock.setFixedTime(new Date(now));
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // A refused command is part of many journeys; the browser logs it too.
      if (message.type() === 'error' && !message.location().url.endsWith('/rpc')) {
        faults.push(message.text());
      }
    });
    await use(page);
    expect(faults, 'faults on the page').toEqual([]);
  },
});

/** What the next file dialogs answer, one entry each; null dismisses one. */
export async function pick(page: Page, ...answers: (string | string[] | null)[]): Promise<void> {
  await page.evaluate((picks) => {
    (window as unknown as { __picks: unknown }).__picks = picks;
  }, answers);
}

/** Drags files over the window and lets them go, as the system would tell of it. */
export async function drop(page: Page, ...paths: string[]): Promise<void> {
  await page.evaluate((paths) => {
    for (const detail of [{ kind: 'over' }, { kind: 'dropped', paths }]) {
      dispatchEvent(new CustomEvent('test-drag', { detail }));
    }
  }, paths);
}

/** Asks the core directly, past the page; for what a journey takes as given. */
export async function command(host: Host, cmd: string, payload: unknown = {}): Promise<unknown> {
  const { origin, searchParams } = new URL(host.url);
  const response = await fetch(`${origin}/rpc`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-token': searchParams.get('token') ?? '',
    },
    body: JSON.stringify({ cmd, payload }),
  });
  const answer: unknown = await response.json();
  expect(response.ok, `${cmd}: ${JSON.stringify(answer)}`).toBe(true);
  return answer;
}

/** Switches language, theme and letter size as a reader would find them kept. */
export async function prefer(
  page: Page,
  prefs: { lang: 'zh-CN' | 'en'; theme?: 'light' | 'dark'; size?: 'normal' | 'largest' },
): Promise<void> {
  await page.addInitScript((prefs) => {
    localStorage.setItem('look', JSON.stringify({ theme: 'light', size: 'normal', ...prefs }));
  }, prefs);
}

/** Goes to a screen, as a link would, and waits until it stands. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, hash);
  // A long letter is set anew, which takes a moment on a slow machine.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
}

/** Fails on every breach of WCAG 2.2 A and AA that a machine can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = await readFile(join(root, 'ui/node_modules/axe-core/axe.min.js'), 'utf8');
  // Not a script element: the page's own policy would refuse it.
  await page.evaluate(axe);
  const breaches = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Breach[] }> };
    };
    interface Breach {
      id: string;
      nodes: { target: string[]; failureSummary: string }[];
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    );
  });
  expect(breaches).toEqual([]);
}
