/**
 * Another key for a vault, as somebody whose recovery words were seen changes it: the new
 * words are copied and asked back, then the old ones open nothing and the new ones do. And
 * a vault somebody else has had hold of.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, expect, expectAccessible, goTo, look, type Page, prefer, test } from './kit';

test.setTimeout(120_000);

const PASSPHRASE = 'a passphrase for a journey';
const LENDER = '示例银行';

const words = {
  'zh-CN': {
    key: '更换密钥',
    passphrase: '现在的密码',
    begin: '开始',
    copied: '我抄好了',
    switch: '切换到新密钥',
    done: /密钥已更换/,
    lock: '锁定',
    forgot: '忘记密码，用恢复词打开',
    twelve: '十二个恢复词',
    fresh: '新密码',
    again: '再输入一次',
    recover: '打开并换上新密码',
  },
  en: {
    key: 'Change the key',
    passphrase: 'Present passphrase',
    begin: 'Begin',
    copied: 'I wrote them down',
    switch: 'Switch to the new key',
    done: /The key was changed/,
    lock: 'Lock',
    forgot: 'Forgot it? Use the recovery words',
    twelve: 'The twelve recovery words',
    fresh: 'New passphrase',
    again: 'Once more',
    recover: 'Open and set the new passphrase',
  },
} as const;

type Words = (typeof words)['zh-CN' | 'en'];

/** Types words and a passphrase into the page that opens with them. */
async function recover(page: Page, say: Words, typed: string): Promise<void> {
  await page.getByRole('textbox', { name: say.twelve }).fill(typed);
  await page.getByLabel(say.fresh, { exact: true }).fill(PASSPHRASE);
  await page.getByLabel(say.again, { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: say.recover }).click();
}

for (const lang of ['zh-CN', 'en'] as const) {
  const say = words[lang];

  test(`${lang}: after a change of the key the old recovery words open nothing`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    const list = lang === 'en' ? 'recovery_words_en' : 'recovery_words';
    const made = (await command(host, 'vault_create', { passphrase: PASSPHRASE })) as {
      [list]: string[];
    };
    const old = made[list] as string[];
    await command(host, 'debt_save', { lender_name: LENDER, lender_type: 'bank_card' });
    await page.goto(host.url);
    await goTo(page, '#/settings/key');
    await expect(page.getByRole('heading', { level: 1, name: say.key })).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel(say.passphrase, { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: say.begin, exact: true }).click();
    await expect(page.locator('ol .word')).toHaveCount(12, { timeout: 60_000 });
    const fresh = await page.locator('ol .word').allTextContents();
    expect(fresh).not.toEqual(old);
    await page.getByRole('button', { name: say.copied }).click();
    const fields = page.locator('form').getByRole('textbox');
    await expect(fields).toHaveCount(3);
    for (const field of await fields.all()) {
      const label = await field.evaluate((box: HTMLInputElement) => box.labels?.[0]?.textContent);
      await field.fill(fresh[Number(/\d+/.exec(label ?? '')?.[0]) - 1] ?? '');
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: say.switch }).click();
    await expect(page.getByText(say.done)).toBeVisible({ timeout: 60_000 });

    await page.getByRole('button', { name: say.lock }).click();
    await page.getByText(say.forgot).click();
    await recover(page, say, old.join(' '));
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await command(host, 'vault_status')).toMatchObject({ state: 'locked' });
    await recover(page, say, fresh.join(' '));
    await expect.poll(() => command(host, 'vault_status')).toMatchObject({ state: 'open' });
    expect(JSON.stringify(await command(host, 'debt_list'))).toContain(LENDER);
  });
}

/** The files of a vault, encrypted, below its folder. */
async function stored(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(^|\/)files(\/|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

for (const lang of ['zh-CN', 'en'] as const) {
  const say = {
    'zh-CN': {
      band: /“便条\.txt”被改动过/,
      link: '看看是哪些、怎么办',
      open: '打开',
      pass: '密码',
    },
    en: {
      band: /“便条\.txt” was altered/,
      link: 'See which, and what to do',
      open: 'Open',
      pass: 'Passphrase',
    },
  }[lang];

  test(`${lang}: a file altered behind the vault's back is named when the vault opens`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    await command(host, 'vault_create', { passphrase: PASSPHRASE });
    const note = join(host.folder, '便条.txt');
    await writeFile(note, '那天晚上打来的电话，我记在这里。');
    const { job } = (await command(host, 'attachment_add', { paths: [note] })) as { job: string };
    await expect
      .poll(async () => ((await command(host, 'job_status', { job })) as { state: string }).state)
      .toBe('done');
    await command(host, 'attachment_keep', { job, about: [] });
    await command(host, 'vault_lock');
    const files = await stored(host.folder);
    expect(files).toHaveLength(1);
    const bytes = await readFile(files[0] as string);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    await writeFile(files[0] as string, bytes);

    await page.goto(host.url);
    await page.getByLabel(say.pass, { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: say.open, exact: true }).click();
    const band = page.getByRole('status').filter({ hasText: say.band });
    await expect(band).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await page.screenshot({ path: join(look, `altered-${lang}.png`) });
    await band.getByRole('link', { name: say.link }).click();
    await expect(page.getByRole('link', { name: '便条.txt' })).toBeVisible();
    await expectAccessible(page);
  });
}
