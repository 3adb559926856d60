/**
 * Days, as a person counts them: a proceeding is begun, its delivery recorded, its
 * receipt read; the week and the month show it, the calendar file carries it without
 * saying what it is; a court paper in the hand gets its clock and its letter.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, expect, expectAccessible, goTo, pick, prefer, test } from './kit';

test.use({ now: '2026-11-21T10:00:00+08:00' });
test.setTimeout(180_000);

const words = {
  'zh-CN': {
    begin: '开始数',
    day: '哪一天',
    record: '记下',
    delivered: '对方签收（对方）',
    decide: '机构作出处理决定（事实清楚、争议简单）',
    receipt: '逐日怎么数的',
    sheet: '单独一页，便于打印',
    counted: '共计入 15',
    last: '2026年12月1日',
    file: '存为日历文件',
    save: '选择位置并保存',
    got: '从我收到那天开始数',
    object: '清偿，或书面提出异议',
    write: '写支付令异议书',
    half: { family: '家里人接到电话怎么办', employer: '单位接到电话怎么办' },
    why: '这个程序不适用于这类出借人',
    anyway: '我知道，仍要直接开始',
  },
  en: {
    begin: 'Begin to count',
    day: 'On which day',
    record: 'Record',
    delivered: 'Delivered to them (The other side)',
    decide: 'The lender decides (clear facts, simple dispute)',
    receipt: 'How every day was counted',
    sheet: 'On one page, to print',
    counted: 'Counted: 15',
    last: '1 Dec 2026',
    file: 'Save a calendar file',
    save: 'Choose a place and save',
    got: 'Begin to count from the day I got it',
    object: 'Pay, or object in writing',
    write: /payment order/i,
    half: { family: 'When family is called', employer: 'When the workplace is called' },
    why: 'Not open against this kind of lender',
    anyway: 'I know; begin anyway',
  },
} as const;

for (const lang of ['zh-CN', 'en'] as const) {
  const say = words[lang];

  test(`${lang}: from a posted complaint to the week, the month and the calendar`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    await page.goto(host.url);
    await command(host, 'sample_open');
    await page.reload();

    await goTo(page, '#/deadlines/new?procedure=complaint-lender&debt=xf');
    await page.getByRole('textbox', { name: say.day }).fill('2026-11-12');
    await page.getByRole('button', { name: say.begin, exact: true }).click();
    await expect(page).toHaveURL(/#\/deadlines\/g/);
    // Nothing runs before it arrived; from then on fifteen days do.
    await page.getByRole('radio', { name: say.delivered }).check();
    await page.getByRole('textbox', { name: say.day }).fill('2026-11-16');
    await page.getByRole('button', { name: say.record, exact: true }).click();
    await expect(page.getByRole('heading', { name: say.decide })).toBeVisible();
    await expect(page.getByRole('main').getByText(say.last).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByText(say.receipt).first().click();
    await page.getByRole('link', { name: say.sheet }).first().click();
    await expect(page.getByText(say.counted)).toBeVisible();
    await expectAccessible(page);

    await goTo(page, '#/week');
    await expect(page.getByRole('main').getByText(say.decide).first()).toBeVisible();
    await goTo(page, '#/deadlines/calendar?month=2026-12');
    await expect(
      page.getByRole('cell').filter({ hasText: say.last }).getByRole('link', { name: say.decide }),
    ).toBeVisible();
    await expectAccessible(page);

    const file = join(host.folder, 'days.ics');
    await pick(page, file);
    await page.getByRole('button', { name: say.file }).click();
    await page.getByRole('button', { name: say.save }).click();
    await expect(page.getByText(/days\.ics/)).toBeVisible();
    const ics = await readFile(file, 'utf8');
    expect(ics).toContain('DTSTART;VALUE=DATE:20261201');
    expect(ics).toContain('BEGIN:VALARM');
    expect(ics).not.toContain('投诉');
    expect(ics).not.toContain('omplaint to');
  });

  test(`${lang}: a payment order in the hand gets its clock and its letter`, async ({
    page,
    host,
  }) => {
    await prefer(page, { lang });
    await page.goto(host.url);
    await command(host, 'sample_open');
    await page.reload();

    await goTo(page, '#/papers/payment_order');
    await expectAccessible(page);
    await page.getByRole('main').getByRole('combobox').first().selectOption('xf');
    await page.getByRole('textbox', { name: say.day }).fill('2026-11-18');
    await page.getByRole('button', { name: say.got }).click();
    await expect(page).toHaveURL(/#\/deadlines\/g/);
    await expect(page.getByRole('heading', { name: say.object })).toBeVisible();
    const day = lang === 'en' ? '3 Dec 2026' : '2026年12月3日';
    await expect(page.getByRole('main').getByText(day).first()).toBeVisible();
    // The letter is written for this proceeding, and knows it.
    await page.getByRole('link', { name: say.write }).first().click();
    await expect(page).toHaveURL(/template=payment-order-objection&proceeding=g/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test(`${lang}: a way that leads nowhere is said before it is gone`, async ({ page, host }) => {
    await prefer(page, { lang });
    await page.goto(host.url);
    await command(host, 'sample_open');
    const row = (await command(host, 'debt_save', {
      lender_name: '示例小贷',
      lender_type: 'micro_loan',
    })) as { debt: { id: string } };
    await page.reload();
    await goTo(page, `#/deadlines/new?procedure=complaint-lender&debt=${row.debt.id}`);
    await page.getByRole('textbox', { name: say.day }).fill('2026-11-20');
    await page.getByRole('button', { name: say.begin, exact: true }).click();
    await expect(page.getByText(say.why)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: say.anyway }).click();
    await expect(page).toHaveURL(/#\/deadlines\/g/);

    // Half a page for whoever is called: it is one page of half a sheet, in letters that
    // can be read, and each of its links says which rule it leads to.
    for (const who of ['family', 'employer'] as const) {
      await goTo(page, `#/deadlines/half/${who}`);
      await expect(page.getByRole('heading', { name: say.half[who] })).toBeVisible();
      await expectAccessible(page);
      const links = page.getByRole('main').locator('a[href*="cn-conduct"]');
      await expect(links.first()).toHaveAttribute('aria-label', /[:：].{4}/);
      const names = await links.evaluateAll((all) => all.map((one) => one.ariaLabel));
      expect(names.length).toBeGreaterThan(5);
      expect(new Set(names).size).toBe(names.length);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      const [, width, height] = pdf.match(/\/MediaBox\s*\[\s*0 0 (\S+) ([^\s\]]+)/) ?? [];
      const mm = (points = '') => (Number(points) / 72) * 25.4;
      expect(mm(width)).toBeCloseTo(210, 0);
      expect(mm(height)).toBeLessThanOrEqual(148.2);
      await page.emulateMedia({ media: 'print' });
      const sizes = await page
        .locator('.half *, .foot')
        .evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility() && one.textContent?.trim())
            .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
        );
      // “screen” would print the next one as it stands on the screen.
      await page.emulateMedia({ media: null });
      // 9 pt.
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    }
  });
}
