/**
 * A letter on the screen and on paper: each sentence shows the records it rests on, by
 * mouse and by keyboard, and what the printer gets are the letter's pages and nothing of
 * the frame.
 */
import { command, expect, expectAccessible, goTo, type Host, prefer, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(180_000);

const words = {
  'zh-CN': {
    rests: '这句话的依据',
    own: '您自己写的',
    ownWords: '示例：本人自三月起收入减少。',
    print: '打印',
    frame: '此周',
  },
  en: {
    rests: 'What this sentence rests on',
    own: 'Your own words',
    ownWords: 'Example: my income has been lower since March.',
    print: 'Print',
    frame: 'This week',
  },
} as const;

interface Drafted {
  id: string;
}

/** A complaint about every flag of the card of the sample case, with words of one's own. */
async function drafted(host: Host, lang: 'zh-CN' | 'en'): Promise<Drafted> {
  const { findings } = (await command(host, 'finding_list', { verdict: 'flagged' })) as {
    findings: { key: string; debt: string }[];
  };
  const debt = findings[0]?.debt;
  expect(debt).toBeTruthy();
  return (await command(host, 'letter_save', {
    template: 'complaint-lender',
    lang,
    debt,
    findings: findings.filter((one) => one.debt === debt).map((one) => one.key),
    requests: [],
    day: '2026-11-21',
    own_words: words[lang].ownWords,
  })) as Drafted;
}

for (const lang of ['zh-CN', 'en'] as const) {
  const say = words[lang];

  test(`${lang}: a sentence shows what it rests on, by mouse and by keyboard`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    await command(host, 'sample_open');
    const { id } = await drafted(host, lang);
    await page.goto(host.url);
    await goTo(page, `#/letters/${id}/edit`);

    const first = page.getByRole('listbox').first();
    await expect(first).toBeVisible({ timeout: 30_000 });
    const rests = page.getByRole('region', { name: say.rests });
    const facts = first.locator('[role="option"].rests');
    await expect(facts.first()).toBeAttached();

    // By mouse: when, from which number, and where it is written down.
    await facts.first().locator('rect').first().hover();
    await expect(rests).toBeVisible();
    const row = rests.getByRole('listitem').first();
    await expect(row.getByRole('link')).toHaveText(/2026/);
    await expect(row).toContainText(lang === 'en' ? /record \d|notes/ : /第 \d+ 条|本人记录/);
    // It can be reached with the mouse, and stays.
    await row.getByRole('link').hover();
    await page.waitForTimeout(400);
    await expect(rests).toBeVisible();
    await expectAccessible(page);
    // Escape puts it away although the mouse has not moved, and a sentence that was
    // under it does not bring it back.
    await page.keyboard.press('Escape');
    await expect(rests).toBeHidden();
    await page.waitForTimeout(400);
    await expect(rests).toBeHidden();

    // By keyboard: one stop, then arrows; Tab leads on to the record, and out again.
    await page.mouse.move(2, 2);
    const stop = first.locator('[role="option"][tabindex="0"]');
    await expect(stop).toHaveCount(1);
    await stop.focus();
    await page.keyboard.press('Home');
    await expect(rests).toBeVisible();
    const count = await first.getByRole('option').count();
    let seen = '';
    for (let step = 0; step < count && seen === ''; step += 1) {
      const focused = first.locator('[role="option"]:focus');
      await expect(focused).toHaveAttribute('aria-selected', 'true');
      const described = await focused.getAttribute('aria-describedby');
      await expect(rests).toHaveAttribute('id', described ?? '');
      if ((await focused.getAttribute('class'))?.includes('rests')) {
        seen = (await focused.getAttribute('aria-label')) ?? '';
      } else await page.keyboard.press('ArrowDown');
    }
    expect(seen).toContain('2026');
    await page.keyboard.press('Tab');
    await expect(rests.getByRole('link').first()).toBeFocused();
    // Escape twice within 600 ms is the quick exit.
    await page.waitForTimeout(700);
    await page.keyboard.press('Escape');
    await expect(rests).toBeHidden();
    await expect(first.locator('[role="option"]:focus')).toHaveCount(1);
    // Nothing holds the keyboard: what comes before and after can be reached.
    await page.keyboard.press('Shift+Tab');
    await expect(first.locator(':focus')).toHaveCount(0);
    await expect(rests).toBeHidden();

    // What rests on nothing but the writer's own words says so.
    const own = page.locator('[role="option"].own').filter({ visible: true });
    await expect(own.first()).toBeAttached();
    await expect(own.first()).toHaveAttribute('aria-label', new RegExp(say.ownWords.slice(0, 8)));
    await own.first().locator('rect').first().hover();
    await expect(rests.getByText(say.own, { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test(`${lang}: the printer gets the pages of the letter and nothing of the frame`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    await command(host, 'sample_open');
    const { id } = await drafted(host, lang);
    await page.goto(host.url);
    await goTo(page, `#/letters/${id}`);
    const sheets = page.getByRole('img', { name: /\d/ });
    await expect(sheets.first()).toBeVisible({ timeout: 30_000 });
    const count = await sheets.count();
    expect(count).toBeGreaterThan(1);

    // What the system's dialog would be given, and at the moment it is given it.
    await page.evaluate(() => {
      window.print = () => {
        document.documentElement.dataset.asked = 'yes';
      };
    });
    await page.getByRole('button', { name: say.print, exact: true }).click();
    await expect(page.locator('html[data-asked="yes"]')).toHaveCount(1);
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => {
      const visible = (one: Element) => one.checkVisibility();
      const all = [...document.body.querySelectorAll('*')].filter(visible);
      const images = all.filter((one) => one instanceof HTMLImageElement);
      return {
        others: all.filter((one) => !one.closest('.paper')).map((one) => one.tagName),
        text: document.body.innerText.trim(),
        drawn: images.map((one) => one.naturalWidth > 0 && one.getBoundingClientRect().width > 700),
      };
    });
    expect(shown).toEqual({ others: [], text: '', drawn: Array(count).fill(true) });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(count);
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) =>
      (box ?? '')
        .trim()
        .split(/\s+/)
        .map((side) => Math.round(Number(side))),
    );
    for (const [, , width, height] of boxes) {
      expect(Math.abs((width ?? 0) - 595)).toBeLessThan(2);
      expect(Math.abs((height ?? 0) - 842)).toBeLessThan(2);
    }

    // Once it is printed the window is as it was.
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: null });
    await expect(page.getByRole('link', { name: say.frame }).first()).toBeVisible();
    await expect(page.locator('.paper')).toHaveCount(0);
  });
}
