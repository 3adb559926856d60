/** The first minute: the page arrives under its policy and says what it is. */
import { expect, expectAccessible, prefer, test } from './kit';

test('a new user is welcomed in Chinese', async ({ page, host }) => {
  await page.goto(host.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('明账');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expectAccessible(page);
});

test('a new user who reads English is welcomed in English', async ({ page, host }) => {
  await prefer(page, { lang: 'en' });
  await page.goto(host.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('Mingzhang');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
});

test('without the token the core does not answer', async ({ host, request }) => {
  const address = new URL('/rpc', host.url).href;
  const data = { cmd: 'vault_status', payload: {} };
  expect((await request.post(address, { data })).status()).toBe(403);
  const headers = { 'x-token': 'f'.repeat(32) };
  expect((await request.post(address, { data, headers })).status()).toBe(403);
});

test('the page may load nothing from elsewhere', async ({ page, host }) => {
  const response = await page.goto(host.url);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/https?:\/\/(?!ipc\.localhost)/);
});
