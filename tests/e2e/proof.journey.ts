/** From the findings to a proof pack, and to whoever opens it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, expect, expectAccessible, look, pick, prefer, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(120_000);

for (const lang of ['zh-CN', 'en'] as const) {
  const words = {
    'zh-CN': {
      action: '证明材料包',
      folder: '保存为文件夹',
      made: '证明材料包做好了',
      match: '全部相符',
    },
    en: {
      action: 'Proof pack',
      folder: 'Save as a folder',
      made: 'The proof pack is made',
      match: 'Everything matches',
    },
  }[lang];

  test(`a pack of the sample case matches in the browser it is opened in: ${lang}`, async ({
    page,
    host,
    context,
  }) => {
    await prefer(page, { lang });
    await command(host, 'sample_open');
    await page.goto(`${host.url}#/findings`);
    await page.getByRole('link', { name: words.action, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.action);
    await expect(page.getByText('verify.html')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: join(look, `proof.${lang}.png`), fullPage: true });

    const pack = join(host.folder, 'pack');
    await pick(page, pack);
    await page.getByRole('button', { name: words.folder }).click();
    await expect(page.getByRole('heading', { name: words.made })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await page.screenshot({ path: join(look, `proof.made.${lang}.png`), fullPage: true });
    const manifest = JSON.parse(await readFile(join(pack, 'manifest.json'), 'utf8'));
    await expect(page.getByText(manifest.seal)).toBeVisible();
    await expect(page.getByText(manifest.journal.at(-1).hash)).toBeVisible();

    const reader = await context.newPage();
    await reader.goto(pathToFileURL(join(pack, 'verify.html')).href);
    if ((await reader.locator('html').getAttribute('lang')) !== lang) {
      await reader.locator('#language').click();
    }
    await reader.locator('#head').fill(manifest.journal.at(-1).hash.slice(0, 16));
    await reader.locator('#folder').setInputFiles(pack);
    await expect(reader.locator('#outcome')).toContainText(words.match);
    await expect(reader.getByText(manifest.seal)).toBeVisible();
    await expectAccessible(reader);
  });
}
