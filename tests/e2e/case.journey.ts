/**
 * The main job, as a person does it: make a vault, enter a debt, bring in the
 * phone's log, say whose number it is, answer a question, print a complaint.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { command, drop, expect, expectAccessible, type Host, type Page, pick, test } from './kit';

const fixtures = resolve(__dirname, '../fixtures/intake');

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(180_000);

/** Makes a vault and copies the recovery words as one is told to. */
async function makeVault(page: Page, host: Host): Promise<void> {
  await page.goto(host.url);
  await page.getByLabel('密码', { exact: true }).fill('journey passphrase');
  await page.getByLabel('再输入一次').fill('journey passphrase');
  await page.getByRole('button', { name: '新建' }).click();
  await expect(page.getByRole('heading', { name: '恢复词' })).toBeVisible();
  const words = await page.locator('ol .word').allTextContents();
  expect(words).toHaveLength(12);
  await expectAccessible(page);
  await page.getByRole('button', { name: '我抄好了' }).click();
  for (const field of await page.getByRole('textbox').all()) {
    const label =
      (await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? '';
    const place = Number(/第\s*(\d+)\s*个词/.exec(label)?.[1]);
    await field.fill(words[place - 1] ?? '');
  }
  await page.getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '此周' })).toBeVisible();
}

test('from a phone log to a complaint on disk', async ({ page, host }) => {
  await makeVault(page, host);

  // A debt.
  await page.locator('nav').getByRole('link', { name: '债务' }).click();
  await page.getByRole('link', { name: '添加一笔债务' }).first().click();
  await page.getByLabel('出借人', { exact: false }).first().fill('示例银行');
  await page.getByLabel('出借人类型').selectOption('bank_internet_loan');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已保存。')).toBeVisible();

  // Who writes.
  await page.goto(`${page.url().split('#')[0]}#/debts/people`);
  await page.getByLabel('姓名', { exact: true }).first().fill('张示例');
  await page.getByRole('button', { name: '保存' }).first().click();
  await expect(page.getByText('已保存。')).toBeVisible();

  // The phone's log.
  await page.goto(`${page.url().split('#')[0]}#/contacts/import`);
  await pick(page, [join(fixtures, 'calls-sample.xml'), join(fixtures, 'sms-sample.xml')]);
  await page.getByRole('button', { name: '选择文件' }).click();
  await expect(page.getByRole('heading', { name: '试读结果，还没有保存' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByLabel('这是谁的手机')).toHaveValue('borrower');
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByRole('heading', { name: '试读结果，还没有保存' })).toBeHidden();

  // Whose numbers these are.
  await page.goto(`${page.url().split('#')[0]}#/contacts/numbers`);
  for (const number of ['01000000001', '4000000000']) {
    const row = page.getByRole('row').filter({ hasText: number });
    await row.getByRole('button', { name: '说明' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('催收方用的号码').check();
    await dialog.getByLabel('机构名称').fill('示例信息服务有限公司');
    await dialog.getByLabel('哪一笔债务').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  // Questions until something is flagged; each is answered on the spot.
  await page.goto(`${page.url().split('#')[0]}#/findings`);
  await page.getByRole('tab', { name: /待答问题/ }).click();
  const status = page.getByRole('status').filter({ hasText: '还有' });
  for (const question of [/中国银行业协会会员吗/, /在夜间联系吗/, /多打几次吗/]) {
    const card = page.locator('form, article, section, li').filter({ hasText: question }).last();
    if ((await card.count()) === 0) continue;
    const before = await status.textContent();
    const answer = question.source.includes('会员') ? '是' : '否';
    await card.getByText(answer, { exact: true }).first().click();
    await expect(status).not.toHaveText(before ?? '');
  }

  // Flags with their rank, what is allowed, and the rows they rest on.
  await page.getByRole('tab', { name: '该做什么' }).click();
  await expect(page.getByText('对方可以这样做').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '全选' }).click();
  await page.getByRole('link', { name: '用这些写投诉书' }).click();

  // The letter, as it will print.
  await expect(page.getByRole('img', { name: /^信的第 1 页/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '存为草稿' }).click();
  const file = join(host.folder, 'complaint.pdf');
  await expect(page.getByRole('button', { name: '保存为 PDF' })).toBeEnabled();
  await pick(page, file);
  await page.getByRole('button', { name: '保存为 PDF' }).click();
  await expect(page.getByText(/已保存：complaint\.pdf/)).toBeVisible();
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(
    /\s/g,
    '',
  );
  for (const words of ['投诉书', '致：示例银行', '张示例', '还款意愿', '证据目录']) {
    expect(text).toContain(words);
  }
  expect(text.indexOf('还款意愿')).toBeLessThan(text.indexOf('二、事实'));

  // Sent, and from then on unchanged.
  await page.getByRole('button', { name: '标为已寄出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '已寄出' }).click();
  await expect(page.getByText('已定稿，不再变动')).toBeVisible();
});

test('files and folders dropped on the window are tried out', async ({ page, host }) => {
  await page.goto(host.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await drop(page, join(fixtures, 'calls-sample.xml'));
  await expect(page.getByText('没有读任何文件。请先打开保险库')).toBeVisible();

  await makeVault(page, host);
  await drop(page, join(fixtures, 'calls-sample.xml'), join(fixtures, 'sms-sample.xml'));
  await expect(page.getByRole('heading', { name: '试读结果，还没有保存' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'sms-sample.xml' })).toBeVisible();
  expect(await command(host, 'contact_list')).toMatchObject({ total: 0 });
  await page.getByRole('button', { name: '不导入了' }).click();

  const folder = join(host.folder, 'phone');
  await mkdir(folder);
  await copyFile(join(fixtures, 'calls-sample.xml'), join(folder, 'calls.xml'));
  await drop(page, folder);
  await expect(page.getByRole('cell', { name: 'calls.xml' })).toBeVisible();
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByText(/已添加 \d+ 条联系/)).toBeVisible();
});

test('a contact is written down by keyboard alone', async ({ page, host }) => {
  await makeVault(page, host);
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: '记一次联系' })).toBeVisible();
  await page.keyboard.type('01000000021');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已记下').first()).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#/contacts`);
  await expect(page.getByRole('row').filter({ hasText: '01000000021' })).toHaveCount(1);
});

test('a wrong passphrase says so, and the right one opens', async ({ page, host }) => {
  await makeVault(page, host);
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByLabel('密码', { exact: true }).fill('something else');
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel('密码', { exact: true }).fill('journey passphrase');
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '此周' })).toBeVisible();
});
