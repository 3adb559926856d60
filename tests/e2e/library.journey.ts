/** The rights library, as a person looks something up: search, read, come back. */
import { command, expect, expectAccessible, prefer, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });

test('from a search to a rule and back, by keyboard', async ({ page, host }) => {
  await command(host, 'sample_open');
  await page.goto(host.url);
  await expect(page.getByRole('heading', { level: 1, name: '此周' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.getByRole('tab', { name: '规则与权利' }).click();
  const shelves = page.getByRole('tabpanel').getByRole('heading', { level: 3 });
  await expect(shelves.first()).toContainText('您的权利');
  await expectAccessible(page);

  // Two characters, which the index alone could not find.
  await page.getByRole('searchbox').fill('威胁 安全');
  const hit = page.getByRole('link', { name: '威胁人身安全', exact: true });
  await expect(hit).toBeVisible();
  await expect(page.locator('mark').first()).toBeVisible();
  await hit.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '威胁人身安全' })).toBeVisible();
  await expect(page.getByText('2026年1月1日 起施行').first()).toBeVisible();
  await expectAccessible(page);

  // The same law before 2026: another article, another page.
  await page.getByRole('link', { name: '威胁人身安全（2025年底以前）' }).click();
  await expect(page.getByText('2006年3月1日 至 2025年12月31日 有效').first()).toBeVisible();

  await page.getByRole('link', { name: '回到规则与权利' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('威胁 安全');
  await expect(hit).toBeVisible();
  await page.getByRole('searchbox').fill('停车场收费');
  await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible();
  await page.getByRole('button', { name: '清除查找和筛选' }).last().click();
  await expect(shelves.first()).toContainText('您的权利');
});

test('a contact tells which rules looked at it, and why each said what it said', async ({
  page,
  host,
}) => {
  await prefer(page, { lang: 'en' });
  await command(host, 'sample_open');
  const { rows } = (await command(host, 'contact_list', { flagged_only: true })) as {
    rows: { contact: { id: string } }[];
  };
  await page.goto(`${host.url}#/contacts/${rows[0]?.contact.id}`);
  const looked = page.getByRole('heading', { name: 'Which rules looked at this contact' });
  await expect(looked).toBeVisible();
  await page.getByText('See each reason').click();
  await expect(page.getByText(/is not of a kind the rule is about/).first()).toBeVisible();
  await expectAccessible(page);
});
