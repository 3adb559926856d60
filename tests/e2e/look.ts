/** Pictures of every screen, in both languages and themes, for people. */
import { join } from 'node:path';
import { command, expect, look, prefer, test } from './kit';

for (const lang of ['zh-CN', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`${lang} ${theme}`, async ({ page, host }) => {
      const picture = async (name: string) => {
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // Nothing on the way in or out; what is read from the core is there.
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(look, `${name}.${lang}.${theme}.png`), fullPage: true });
      };
      await prefer(page, { lang, theme });
      await page.goto(host.url);
      await picture('welcome');
      await command(host, 'sample_open');
      await page.reload();
      const ways = page.locator('nav a[href^="#/"]');
      await expect(ways.first()).toBeVisible();
      for (const way of await ways.all()) {
        await way.click();
        await picture(new URL(page.url()).hash.replace(/\W+/g, ''));
      }
      const { rows } = (await command(host, 'contact_list', { flagged_only: true })) as {
        rows: { contact: { id: string } }[];
      };
      const inside = {
        clear: '#/findings/clear',
        ledger: '#/money/loan',
        ceilings: '#/money/loan/ceilings',
        gap: '#/money/loan/gap',
        limitation: '#/money/loan/limitation',
        offers: '#/plans/offers',
        compare: '#/plans/compare/loan',
        agreements: '#/plans/agreements',
        calculator: '#/plans/calculators/schedule',
        instalments: '#/letters/new?template=instalment-request&debt=loan',
        hours: '#/contacts/hours',
        library: '#/findings/rules',
        rule: '#/findings/rules/cn-conduct/psl-threat-26',
        standard: '#/findings/rules/cn-conduct/time-night-gbt',
        contact: `#/contacts/${rows[0]?.contact.id}`,
      };
      for (const [name, hash] of Object.entries(inside)) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
        await page.waitForLoadState('networkidle');
        for (const closed of await page.locator('details:not([open]) summary').all()) {
          if (name === 'contact') await closed.click();
        }
        await picture(name);
      }
      if (lang === 'en') return;
      await page.evaluate(() => {
        location.hash = '#/findings/rules';
      });
      await page.getByRole('searchbox').fill('夜间');
      await picture('search');
    });
  }
}
