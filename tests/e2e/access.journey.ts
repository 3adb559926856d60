/** Every screen, in both languages and themes, and with everything twice as large. */
import { command, expect, expectAccessible, prefer, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(180_000);

for (const lang of ['zh-CN', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every screen is accessible: ${lang}, ${theme}`, async ({ page, host }) => {
      await prefer(page, { lang, theme });
      await command(host, 'sample_open');
      await page.goto(host.url);
      const ways = page.locator('nav a[href^="#/"]');
      await expect(ways.first()).toBeVisible();
      const screens = await ways.evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')),
      );
      const inside = [
        '#/debts/new',
        '#/debts/people',
        '#/contacts/new',
        '#/contacts/week',
        '#/contacts/numbers',
        '#/contacts/calls',
        '#/contacts/import',
        '#/findings/clear',
        '#/findings/not_applicable',
        '#/findings/rules',
        '#/findings/proof',
        '#/findings/rules/cn-conduct/time-night-gbt',
        '#/findings/rules/cn-conduct/pipl-access',
        '#/money/loan',
        '#/money/loan/ceilings',
        '#/money/loan/gap',
        '#/money/loan/limitation',
        '#/plans/offers',
        '#/plans/compare/loan',
        '#/plans/agreements',
        '#/plans/calculators/schedule',
        '#/plans/calculators/apr',
        '#/plans/calculators/set-off',
        '#/letters/new',
        '#/letters/new?template=instalment-request&debt=loan',
        '#/letters/new?template=payment-order-objection&debt=loan',
        '#/deadlines/new',
        '#/deadlines/calendar',
        '#/deadlines/whom',
        '#/deadlines/holidays',
        '#/deadlines/guide/negotiate',
        '#/papers',
      ];
      for (const screen of [...screens, ...inside]) {
        await page.evaluate((hash) => {
          location.hash = hash ?? '';
        }, screen);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
    });
  }

  // Twice as large is half the room: nothing may be cut off sideways.
  test(`nothing is cut off at 200 %: ${lang}`, async ({ page, host }) => {
    await prefer(page, { lang });
    await command(host, 'sample_open');
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(host.url);
    for (const screen of [
      'week',
      'debts',
      'contacts',
      'files',
      'findings',
      'findings/rules',
      'findings/rules/cn-conduct/time-night-gbt',
      'money',
      'money/loan',
      'money/loan/gap',
      'money/loan/limitation',
      'plans',
      'plans/compare/loan',
      'plans/agreements',
      'plans/calculators',
      'letters',
      'deadlines',
      'deadlines/new',
      'deadlines/holidays',
      'papers',
      'settings',
    ]) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${screen}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, screen).toBeLessThanOrEqual(0);
    }
  });
}
