/**
 * The page that checks a proof pack, as whoever gets one opens it: from its folder,
 * without a host and without a network. What it says is held to what the command
 * line says of the same packs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '../../ui/node_modules/playwright/test';
import { expectAccessible, look } from './kit';

const target = process.env.MINGZHANG_TARGET ?? resolve(__dirname, '../../target');
const sample = join(target, 'debug/examples/sample');
const cli = join(target, 'debug/mingzhang-cli');

/** A sample pack as a folder and as an archive, in a folder of the test's own. */
const test = base.extend<{ packs: { dir: string; folder: string; zip: string } }>({
  packs: async ({ page }, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'mingzhang-'));
    const packs = { dir, folder: join(dir, 'pack'), zip: join(dir, 'pack.zip') };
    for (const path of [packs.folder, packs.zip]) execFileSync(sample, [path]);
    // Whatever it asks the network for fails the test.
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
    });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(pathToFileURL(join(packs.folder, 'verify.html')).href);
    await use(packs);
    expect(asked, 'asked of the network').toEqual([]);
    expect(faults, 'faults on the page').toEqual([]);
    await rm(dir, { recursive: true, force: true });
  },
});

/** Gives the page a pack and waits for its answer. */
async function give(page: Page, path: string): Promise<void> {
  await page.locator(path.endsWith('.zip') ? '#zip' : '#folder').setInputFiles(path);
  await expect(page.locator('#outcome')).toBeFocused();
}

/** How the page found each file. */
async function states(page: Page): Promise<Record<string, string>> {
  const rows = page.locator('tr[data-path]');
  const of = (rows: Element[]) =>
    rows.map((row) => [row.getAttribute('data-path'), row.getAttribute('data-state')]);
  return Object.fromEntries(await rows.evaluateAll(of));
}

/** Flips one bit in the middle of a file. */
async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await writeFile(path, bytes);
}

test('an intact pack matches, as a folder and as an archive, in both languages', async ({
  page,
  packs,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核对证明材料包');
  await expectAccessible(page);
  for (const path of [packs.folder, packs.zip]) {
    await give(page, path);
    await expect(page.locator('#outcome')).toContainText('全部相符');
    const found = await states(page);
    expect(Object.keys(found)).toHaveLength(8);
    expect(new Set(Object.values(found))).toEqual(new Set(['matches']));
  }
  await expect(page.getByText('示例：请您今天还款')).toBeVisible();
  await expect(page.getByText('核对不出来的事')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: join(look, 'verify.zh-CN.png'), fullPage: true });

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('#outcome')).toContainText('Everything matches');
  await expect(page.getByText('What this cannot tell you')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.screenshot({ path: join(look, 'verify.en.dark.png'), fullPage: true });
  // Narrow, as at four times the size: nothing has to be scrolled sideways.
  await page.setViewportSize({ width: 320, height: 640 });
  const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(wider)).toBe(0);
});

test('one flipped bit names exactly that file, in both languages', async ({ page, packs }) => {
  await flip(join(packs.folder, 'exhibits/001-original.m4a'));
  await give(page, packs.folder);
  const outcome = page.locator('#outcome');
  await expect(outcome).toContainText('有不相符之处');
  await expect(outcome.getByRole('listitem')).toHaveText([
    'exhibits/001-original.m4a：内容与清单记录的校验值不符，文件被改动过',
  ]);
  const found = await states(page);
  const differing = Object.keys(found).filter((path) => found[path] !== 'matches');
  expect(differing).toEqual(['exhibits/001-original.m4a']);
  await expectAccessible(page);
  await page.screenshot({ path: join(look, 'verify.differs.zh-CN.png'), fullPage: true });
  await page.getByRole('button', { name: 'English' }).click();
  await expect(outcome.getByRole('listitem')).toHaveText([/the file was changed$/]);
  await expectAccessible(page);
});

test('a check code from elsewhere is compared; a wrong one is named', async ({ page, packs }) => {
  const manifest = JSON.parse(await readFile(join(packs.folder, 'manifest.json'), 'utf8'));
  const head = page.getByLabel('从别处得到的记录校验码');
  await head.fill(manifest.journal[2].hash.slice(0, 16).toUpperCase());
  await give(page, packs.folder);
  await expect(page.getByText('没有记录被截去')).toBeVisible();
  await head.fill(manifest.journal[1].hash);
  await head.press('Tab');
  await expect(page.getByText('相符的是第 2 条')).toBeVisible();
  await head.fill('0'.repeat(64));
  await head.press('Tab');
  await expect(page.locator('#outcome')).toContainText('找不到');
  await head.fill('xyz');
  await head.press('Tab');
  await expect(page.getByText('应为 16 到 64 个字符')).toBeVisible();
});

test('a pack can be dropped, and what is none is refused in words', async ({ page, packs }) => {
  const bytes = [...(await readFile(packs.zip))];
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], 'pack.zip'));
    return data;
  }, bytes);
  await page.dispatchEvent('#give', 'drop', { dataTransfer: transfer });
  await expect(page.locator('#outcome')).toContainText('全部相符');
  const other = join(packs.dir, 'other');
  await mkdir(other);
  await writeFile(join(other, 'a.txt'), 'x');
  await give(page, other);
  await expect(page.locator('#outcome')).toContainText('不是证明材料包');
});

test('the hash of a stream is SHA-256, however it is cut', async ({ page, packs: _ }) => {
  const sizes = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 65_537];
  const expected = sizes.map((size) =>
    createHash('sha256').update(Buffer.alloc(size, 'abc')).digest('hex'),
  );
  const cut = await page.evaluate((sizes) => {
    interface Digest {
      take(bytes: Uint8Array): Digest;
      finish(): string;
    }
    // biome-ignore lint/security/noGlobalEval: the page's own class, which is no property of window
    const Sha256 = globalThis.eval('Sha256') as new () => Digest;
    const text = new TextEncoder().encode('abc');
    return sizes.map((size) => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => text[i % 3] ?? 0);
      return [1, 7, 64, 100, size + 1].map((step) => {
        const digest = new Sha256();
        for (let at = 0; at < size; at += step) digest.take(bytes.subarray(at, at + step));
        return digest.finish();
      });
    });
  }, sizes);
  cut.forEach((some, i) => {
    expect(new Set(some), `${sizes[i]} bytes`).toEqual(new Set([expected[i]]));
  });
});

/** Damage, each done to a fresh copy of the folder. */
const damage: Record<string, (pack: string) => Promise<void>> = {
  'a file gone': (pack) => rm(join(pack, 'letters/001.pdf')),
  'a file added': (pack) => writeFile(join(pack, 'exhibits/009-original.txt'), 'x'),
  'a name no pack has': (pack) => writeFile(join(pack, '提示.txt'), 'x'),
  'a longer file': (pack) => writeFile(join(pack, 'rows.json'), 'x', { flag: 'a' }),
  'a changed original': (pack) => flip(join(pack, 'exhibits/002-original.jpg')),
  'another form': (pack) => edit(pack, (text) => text.replace('  "format"', '   "format"')),
  'another time': (pack) => edit(pack, (text) => text.replace('2026-11-02', '2026-10-02')),
  'another text': (pack) => edit(pack, (text) => text.replace('今天', '明天')),
  'another size': (pack) => edit(pack, (text) => text.replace('"size": 200000', '"size": 200001')),
  'a row gone': (pack) =>
    edit(pack, (text) => {
      const manifest = JSON.parse(text);
      manifest.journal.splice(1, 1);
      return `${JSON.stringify(manifest, null, 2)}\n`;
    }),
  'a row of another number': (pack) => edit(pack, (text) => text.replace('"seq": 3', '"seq": 4')),
  'no chain, no index': (pack) =>
    edit(pack, (text) => {
      const manifest = JSON.parse(text);
      manifest.journal = [];
      manifest.entries.shift();
      return `${JSON.stringify(manifest, null, 2)}\n`;
    }),
  'an unknown field': (pack) => edit(pack, (text) => text.replace('"about"', '"xbout"')),
  'a later version': (pack) => edit(pack, (text) => text.replace('proof/1', 'proof/2')),
  'a manifest cut short': (pack) => edit(pack, (text) => text.slice(0, text.length / 2)),
  'no UTF-8': async (pack) => {
    const path = join(pack, 'manifest.json');
    const bytes = await readFile(path);
    bytes.writeUInt8(0xff, bytes.indexOf('MZ-'));
    await writeFile(path, bytes);
  },
};

async function edit(pack: string, change: (text: string) => string): Promise<void> {
  const path = join(pack, 'manifest.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

test('the page and the command line say the same of every damage', async ({ page, packs }) => {
  test.setTimeout(120_000);
  for (const [what, change] of Object.entries(damage)) {
    const pack = join(packs.dir, what);
    await cp(packs.folder, pack, { recursive: true });
    await change(pack);
    for (const lang of ['zh-CN', 'en'] as const) {
      if ((await page.locator('html').getAttribute('lang')) !== lang) {
        await page.locator('#language').click();
      }
      await give(page, pack);
      const outcome = page.locator('#outcome');
      const told = await outcome.getByRole('listitem').allInnerTexts();
      const run = spawnSync(cli, ['verify', pack, '--lang', lang], { encoding: 'utf8' });
      if (run.status === 2) {
        const words = await outcome.getByRole('paragraph').innerText();
        expect(run.stderr, what).toContain(words);
        continue;
      }
      expect(run.status, `${what}: ${run.stdout}${run.stderr}`).toBe(1);
      const lines = run.stdout.split('\n\n')[0]?.split('\n') ?? [];
      const said = lines.filter((line) => line.startsWith('- '));
      expect(told.map(plain), what).toEqual(said.map(plain));
      const listed = run.stdout.split('\n').filter((line) => line.includes('\t'));
      expect(Object.keys(await states(page)), what).toEqual(
        listed.map((line) => line.split('\t')[1]),
      );
    }
  }
});

/** A finding without what separates its place from its words. */
function plain(line: string): string {
  return line.replace(/^- /, '').replace(/[:：\s]/g, '');
}
