import { command, type Page, test } from './kit';
test.use({ now: '2026-11-21T10:00:00+08:00', viewport: { width: 1280, height: 2200 } });
test.setTimeout(200_000);
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.waitForTimeout(1500);
}
test('look', async ({ page, host }) => {
  await page.goto(host.url);
  await command(host, 'sample_open');
  await page.reload();
  const shot = async (n: string) => { await page.waitForTimeout(2500); await page.screenshot({ path: `/tmp/look/${n}.png` }); };
  await goTo(page, '#/letters'); await shot('list');
  await goTo(page, '#/letters/new?template=payment-order-objection&debt=loan'); 
  await page.getByLabel(/法院/).first().fill('示例市示例区人民法院');
  await shot('objection');
  await goTo(page, '#/letters/new?template=complaint-lender&debt=loan'); await page.reload(); await shot('complaint');
  await goTo(page, '#/letters/new?template=settlement-offer&debt=loan'); await page.reload(); await shot('settlement');
  await command(host, 'lang', {}).catch(() => {});
});
