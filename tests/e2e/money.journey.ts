/**
 * What is owed and what can be paid, as a person does it: an account from the
 * first entry to a gap sheet and a letter, a budget, a plan that becomes an
 * agreement and stands in the week.
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, expect, expectAccessible, goTo, pick, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(120_000);

test('from entries to a gap sheet that goes with a letter', async ({ page, host }) => {
  await page.goto(host.url);
  await command(host, 'sample_open');
  await page.reload();
  await goTo(page, '#/money/loan/gap');

  // The agency's figure against ours: a payment they did not credit is proposed.
  const sheet = page.getByRole('main');
  await expect(sheet.getByText('43,672.17').first()).toBeVisible();
  await expect(sheet.getByText('42,872.17').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^采用/ }).click();
  await expect(page.getByRole('button', { name: /^采用/ })).toHaveCount(0);
  await expect(sheet.getByText('还款没有入账').first()).toBeVisible();

  // A letter that objects to the amount brings the sheet with it.
  await goTo(page, '#/letters/new?template=dispute-amount&debt=loan');
  await expect(page.getByRole('img', { name: /^信的第 1 页/ })).toBeVisible();
  await page.getByRole('button', { name: '存为草稿' }).click();
  const file = join(host.folder, 'objection.pdf');
  await expect(page.getByRole('button', { name: '保存为 PDF' })).toBeEnabled();
  await pick(page, file);
  await page.getByRole('button', { name: '保存为 PDF' }).click();
  await expect(page.getByText(/已保存：objection\.pdf/)).toBeVisible();
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(
    /\s/g,
    '',
  );
  for (const words of ['附：差额表', '付款没有入账：500.00（转账回单）', '原因不明：300.00']) {
    expect(text).toContain(words);
  }
});

test('an entry changes the balance and survives the lock', async ({ page, host }) => {
  await page.goto(host.url);
  await command(host, 'vault_create', { passphrase: 'journey passphrase' });
  const row = (await command(host, 'debt_save', {
    lender_name: '示例银行',
    lender_type: 'bank_consumer_loan',
    product: '示例贷',
    opened: '2026-01-01',
    currency: 'CNY',
    principal: '10000.00',
    rate: { percent: '18.25', per: 'year' },
    online: 'unknown',
    stage: 'verify',
    cba_member: 'unknown',
    nifa_member: 'unknown',
    chain: [],
    balances: [],
  })) as { debt: { id: string } };
  await page.reload();
  await goTo(page, `#/money/${row.debt.id}`);

  // The first entry is what was handed over, taken from the register.
  await expect(page.getByText('记下第一笔：放款')).toBeVisible();
  await expect(page.getByLabel('金额')).toHaveValue('10000.00');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  // 324 days at 5.00.
  await expect(page.getByText('11,620.00').first()).toBeVisible();
  await expectAccessible(page);

  await command(host, 'vault_lock');
  await command(host, 'vault_open', { passphrase: 'journey passphrase' });
  await page.reload();
  await goTo(page, `#/money/${row.debt.id}`);
  await expect(page.getByText('11,620.00').first()).toBeVisible();
});

test('a plan becomes an agreement and stands in the week', async ({ page, host }) => {
  await page.goto(host.url);
  await command(host, 'sample_open');
  await page.reload();
  await goTo(page, '#/plans/compare/loan');
  await expect(page.getByText('方案 1').first()).toBeVisible();
  await expectAccessible(page);
  await command(host, 'agreement_save', {
    debt: 'loan',
    agreed_on: '2026-11-18',
    kept: 'unknown',
    payments: [{ due: '2026-11-25', amount: '300.00' }],
  });
  await page.reload();
  await goTo(page, '#/plans/agreements');
  await expect(page.getByText('300.00').first()).toBeVisible();
  await goTo(page, '#/week');
  await page.getByRole('link', { name: '看协议' }).first().click();
  await expect(page).toHaveURL(/#\/plans\/agreements/);
});
