import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost, refusal } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { deadlineAnswers } from '../../ipc/fake/deadlines';
import { forgetReads } from '../../ipc/query.svelte';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = deadlineAnswers()) {
  const host = fakeHost({ ...caseAnswers(), ...answers });
  setHost(host);
  location.hash = hash;
  follow();
  const last = (cmd: string) => host.calls.findLast((call) => call.cmd === cmd)?.payload;
  return { host, last, screen: await render(Screen) };
}

test('what is open is told by day, with whom one waits for and what may follow', async () => {
  const { screen } = await open('#/deadlines');
  const rows = screen.getByRole('table', { name: '进行中' }).getByRole('row');
  // The overdue one first, the one nobody can count last; the ended one is not among them.
  await expect
    .element(rows.nth(1))
    .toHaveTextContent(/示例消费金融.*对方.*已过 19 天.*示例转送程序/);
  await expect.element(rows.nth(2)).toHaveTextContent(/示例银行.*还有 5 天/);
  await expect.element(rows.nth(3)).toHaveTextContent(/先行开始.*主管部门.*还数不出日子/);
  expect(rows.elements().length).toBe(4);
  expect(screen.container.querySelectorAll('span.due').length).toBe(1);
  await expect.element(screen.getByText('没有到期的事，可以歇一歇。')).toBeVisible();
  await expect
    .element(rows.nth(1).getByRole('link', { name: '示例转送程序' }))
    .toHaveAttribute('href', '#/deadlines/new?procedure=example-forwarding&debt=d2');
  await screen.getByRole('combobox', { name: '期限' }).selectOptions('noDay');
  await expect.poll(() => rows.elements().length).toBe(2);
  await screen.getByText('已结束 1 个').first().click();
  await expect
    .element(screen.getByRole('row', { name: /示例答复程序 示例银行 已结束 2026年8月3日/ }))
    .toBeVisible();
});

test('nothing yet says what to do first', async () => {
  const { screen } = await open('#/deadlines', deadlineAnswers({ empty: true }));
  await expect.element(screen.getByRole('heading', { name: '还没有程序' })).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '我收到了文书' }))
    .toHaveAttribute('href', '#/papers');
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('a letter that went out is counted with one press', async () => {
  const { screen, last } = await open('#/deadlines');
  await expect.element(screen.getByText('MZ-2026-0001：寄出，2026年11月18日')).toBeVisible();
  await screen.getByRole('button', { name: '开始数' }).click();
  await expect
    .poll(() => last('proceeding_save'))
    .toMatchObject({
      procedure: 'example-answer',
      debt: 'd1',
      events: [{ kind: 'sent', day: '2026-11-18' }],
      deliberately: false,
    });
  await expect.poll(() => location.hash).toBe('#/deadlines/g5');
});

test('a letter that arrived is added to the proceeding it began', async () => {
  const answers = deadlineAnswers();
  const { screen, last } = await open('#/deadlines', {
    ...answers,
    proceeding_list: async (req) => {
      const list = await answers.proceeding_list?.(req);
      if (!list) throw new Error('no list');
      const offers = list.offers.map((offer) => ({
        ...offer,
        proceeding: 'g1',
        delivered: true,
        events: [{ kind: 'decided' as const, day: '2026-11-20' }],
      }));
      return { ...list, offers };
    },
  });
  await screen.getByRole('button', { name: '记到已有的程序里' }).click();
  await expect
    .poll(() => last('proceeding_events'))
    .toEqual({ id: 'g1', events: [{ kind: 'decided', day: '2026-11-20' }] });
  expect(last('proceeding_save')).toBeUndefined();
  await expect.poll(() => location.hash).toBe('#/deadlines/g1');
});

test('events that do not fit are told with the reason, and can be taken back', async () => {
  const answers = deadlineAnswers();
  const { screen } = await open('#/deadlines/g1', {
    ...answers,
    proceeding_get: async (req) => {
      const detail = await answers.proceeding_get?.(req);
      if (!detail) throw new Error('no proceeding');
      const { stands: _, ...row } = detail.row;
      const why = { code: 'out_of_order', needs: 'delivered' } as const;
      return {
        ...detail,
        row: { ...row, problems: [{ field: 'events[1].day', why }] },
        deadlines: [],
        possible: [],
      };
    },
  });
  await expect.element(screen.getByText('之前应先有“对方签收”。')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /撤回：寄出/ })).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('the same days stand in a month, by weekday, and months can be turned', async () => {
  const { screen } = await open('#/deadlines/calendar');
  const table = screen.getByRole('table', { name: '2026年11月的期限' });
  await expect.element(table).toBeVisible();
  expect(table.getByRole('columnheader').elements().length).toBe(7);
  const cell = table.getByRole('cell', { name: /2026年11月26日/ });
  await expect.element(cell).toHaveTextContent('机构作出示例答复');
  await expect.element(cell.getByRole('link')).toHaveAttribute('href', '#/deadlines/g1');
  // November 2026 begins on a Sunday.
  expect(table.getByRole('row').nth(1).element().lastElementChild?.textContent).toContain(
    '11月1日',
  );
  await expect.element(screen.getByText(/2026年11月共 2 个期限。.*另有 1 个/)).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('link', { name: '下个月' }).click();
  await expect.element(screen.getByRole('table', { name: '2026年12月的期限' })).toBeVisible();
  await expect.element(screen.getByText(/这个月没有期限/)).toBeVisible();
});

test('the calendar file has neutral titles unless asked otherwise', async () => {
  const { host, screen, last } = await open('#/deadlines');
  await screen.getByRole('button', { name: '存为日历文件' }).click();
  expect(await faultsOf(screen.container)).toEqual([]);
  host.picks.push('/tmp/example/a.ics', '/tmp/example/b.ics');
  await screen.getByRole('button', { name: '选择位置并保存' }).click();
  await expect
    .poll(() => last('deadlines_export'))
    .toEqual({
      path: '/tmp/example/a.ics',
      titles: false,
      lang: 'zh-CN',
      remind_days: [7, 1],
    });
  await screen.getByRole('button', { name: '存为日历文件' }).click();
  await screen.getByRole('checkbox', { name: /写出每个期限的名称/ }).click();
  await screen.getByRole('checkbox', { name: '当天' }).click();
  await screen.getByRole('button', { name: '选择位置并保存' }).click();
  await expect
    .poll(() => last('deadlines_export'))
    .toMatchObject({ path: '/tmp/example/b.ics', titles: true, remind_days: [7, 1, 0] });
});

test('a procedure is chosen knowing what it is for and what comes first', async () => {
  const { screen } = await open('#/deadlines/new');
  const row = screen.getByRole('row', { name: /示例转送程序/ });
  await expect.element(row).toHaveTextContent('示例答复程序');
  await screen.getByLabelText('出借人类型').selectOptions('micro_loan');
  await expect.element(row).not.toBeInTheDocument();
  await screen.getByRole('link', { name: '示例答复程序' }).click();
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('示例答复程序');
  await expect.element(screen.getByText('按自然日数，不按工作日')).toBeVisible();
  await screen.getByText('期限', { exact: true }).click();
  await expect.element(screen.getByText(/对方，自“对方签收”起 10 日（自然日）/)).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('a beginning asks for the day, keeps what was typed, and counts', async () => {
  const answers = deadlineAnswers({ empty: true });
  const first = await open('#/deadlines/new?procedure=example-answer&debt=d1', answers);
  await first.screen.getByRole('button', { name: '开始数' }).click();
  const day = first.screen.getByRole('textbox', { name: '哪一天' });
  await expect.element(day).toHaveFocus();
  await expect.element(day).toHaveAttribute('aria-invalid', 'true');
  expect(first.last('proceeding_save')).toBeUndefined();
  await first.screen.getByLabelText(/备注/).fill('蓝色文件夹');
  first.screen.unmount();

  const { screen, last } = await open('#/deadlines/new?procedure=example-answer&debt=d1', answers);
  await expect.element(screen.getByLabelText(/备注/)).toHaveValue('蓝色文件夹');
  await screen.getByRole('textbox', { name: '哪一天' }).fill('2026-11-20');
  await screen.getByRole('button', { name: '开始数' }).click();
  await expect
    .poll(() => last('proceeding_save'))
    .toEqual({
      procedure: 'example-answer',
      debt: 'd1',
      events: [{ kind: 'sent', day: '2026-11-20' }],
      deliberately: false,
      note: '蓝色文件夹',
    });
  await expect.poll(() => location.hash).toBe('#/deadlines/g1');
});

test.each([
  ['zh-CN', '先要走：示例答复程序', /先向机构提出，部门才转送/, '我知道，仍要直接开始', '开始数'],
  [
    'en',
    'First: Example answer',
    /asked before the authority/,
    'I know; begin anyway',
    'Begin to count',
  ],
] as const)(
  'what comes first is told with its reason, and passed only on purpose, in %s',
  async (lang, title, why, anyway, begin) => {
    prefs.lang = lang;
    applyPrefs();
    const { screen, last } = await open(
      '#/deadlines/new?procedure=example-forwarding',
      deadlineAnswers({ empty: true }),
    );
    await screen.getByRole('textbox', { name: /哪一天|On which day/ }).fill('2026-11-20');
    await screen.getByRole('button', { name: begin }).click();
    const alert = screen.getByRole('alert');
    await expect.element(alert).toHaveTextContent(title);
    await expect.element(alert).toHaveTextContent(why);
    expect(await faultsOf(screen.container)).toEqual([]);
    await alert.getByRole('button', { name: anyway }).click();
    await expect.poll(() => last('proceeding_save')).toMatchObject({ deliberately: true });
    await expect.poll(() => location.hash).toBe('#/deadlines/g1');
  },
);

test('one proceeding says where it stands and how every day was counted', async () => {
  const { screen } = await open('#/deadlines/g1');
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('示例答复程序');
  await screen.getByText('逐日怎么数的').click();
  await expect.element(screen.getByText('2026年11月16日 周一').nth(1)).toBeVisible();
  const lines = screen.container.querySelectorAll('ol.days li');
  expect(lines.length).toBe(11);
  expect(lines[0]?.textContent).toContain('起始日，不计入');
  expect(lines[10]?.textContent).toContain('第 10');
  await expect.element(screen.getByText('最后一日提交的，要在对方停止营业以前。')).toBeVisible();
  await expect.element(screen.getByText(/示例〔2025〕9号/)).toBeVisible();
  await expect.element(screen.getByText('A · 见过原文').first()).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('link', { name: '单独一页，便于打印' }).click();
  await expect.element(screen.getByRole('button', { name: '打印这一页' })).toBeVisible();
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('机构作出示例答复');
});

test('an event is added, moves the days, and is taken back', async () => {
  const { screen, last } = await open('#/deadlines/g1');
  await screen.getByRole('button', { name: '记下' }).click();
  expect(last('proceeding_events')).toBeUndefined();
  await screen.getByRole('radio', { name: '收到答复或决定（对方）' }).click();
  await screen.getByRole('textbox', { name: '哪一天' }).fill('2026-11-20');
  await screen.getByRole('button', { name: '记下' }).click();
  await expect
    .poll(() => last('proceeding_events'))
    .toEqual({ id: 'g1', events: [{ kind: 'decided', day: '2026-11-20' }] });
  await expect.element(screen.getByRole('heading', { name: '请求示例复查' })).toBeVisible();
  await expect.element(screen.getByText('提醒，不是法定期限').first()).toBeVisible();
  await screen.getByRole('button', { name: '撤回：收到答复或决定，2026年11月20日' }).click();
  await expect
    .element(screen.getByRole('heading', { name: '请求示例复查' }))
    .not.toBeInTheDocument();
  await expect.element(screen.getByRole('heading', { name: '发生过的事' })).toHaveFocus();
});

test('what cannot be counted says why and where the notice goes', async () => {
  const { screen } = await open('#/deadlines/g3');
  await expect.element(screen.getByText(/从 2027年1月1日 起的工作日还不知道/)).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '补上放假安排' }))
    .toHaveAttribute('href', '#/deadlines/holidays');
});

test('one that is overdue offers what may follow, and removing names what goes', async () => {
  const { screen, last } = await open('#/deadlines/g2');
  await expect.element(screen.getByText('因为已过期：机构作出示例答复')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '开始：示例转送程序' }))
    .toHaveAttribute('href', '#/deadlines/new?procedure=example-forwarding&debt=d2');
  await screen.getByRole('button', { name: '移除这个程序' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent('2 条事件');
  await dialog.getByRole('button', { name: '移除这个程序' }).click();
  await expect.poll(() => last('proceeding_remove')).toEqual({ id: 'g2' });
  await expect.poll(() => location.hash).toBe('#/deadlines');
});

test('a notice with faults is told line by line; a sound one moves deadlines and says so', async () => {
  const { host, screen, last } = await open('#/deadlines/holidays');
  await screen.getByLabelText('通知的内容').fill('nothing of use');
  await screen.getByRole('button', { name: '检查并录入' }).click();
  const alert = screen.getByRole('alert');
  await expect.element(alert).toHaveTextContent('有 2 处要改，没有录入');
  await expect
    .element(alert)
    .toHaveTextContent(/第 6 行：调休上班的这一天本来就不是周末 2027-02-17/);
  await expect.element(screen.getByLabelText('通知的内容')).toHaveValue('nothing of use');
  expect(await faultsOf(screen.container)).toEqual([]);

  await screen.getByLabelText('通知的内容').fill('year = 2027');
  await screen.getByRole('button', { name: '检查并录入' }).click();
  await expect
    .element(screen.getByRole('link', { name: /部门作出示例转送：数不出日子 → 2027年1月5日/ }))
    .toHaveAttribute('href', '#/deadlines/g3');
  await expect.element(screen.getByLabelText('通知的内容')).toHaveValue('');
  await screen.getByRole('button', { name: '移除 2027 年' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: '移除 2027 年' }).click();
  await expect.poll(() => last('holidays_remove')).toEqual({ year: 2027 });

  host.picks.push('/tmp/example/2027.toml');
  await screen.getByRole('button', { name: '打开文件' }).click();
  await expect.poll(() => last('holidays_add')).toEqual({ path: '/tmp/example/2027.toml' });
});

test('whom to turn to comes from the debt and the trouble; numbers are to be confirmed', async () => {
  const { screen, last } = await open('#/deadlines/whom?debt=d1');
  await screen.getByLabelText('什么事').selectOptions('charges');
  await expect.poll(() => last('recourse_find')).toMatchObject({ problem: 'charges' });
  await expect.element(screen.getByText('13800000002')).toBeVisible();
  await expect.element(screen.getByText('请自行核对')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '写投诉书' }))
    .toHaveAttribute('href', '#/letters/new?template=complaint-lender&debt=d1');
  await expect.element(screen.getByText('B · 只见到一致的转述')).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByLabelText('什么事').selectOptions('legal_advice');
  await expect.element(screen.getByRole('heading', { name: '还答不上来' })).toBeVisible();
});

test('a stage has a page of its own to print', async () => {
  const { screen } = await open('#/deadlines/guide/verify');
  await expect.element(screen.getByRole('heading', { name: '接电话怎么说' })).toBeVisible();
  await expect.element(screen.getByText('请问您代表哪家机构？')).toBeVisible();
});

test('tabs are moved along by keys', async () => {
  const { screen } = await open('#/deadlines');
  await screen.getByRole('tab', { name: '进行中' }).click();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => location.hash).toBe('#/deadlines/calendar');
  await expect.element(screen.getByRole('tab', { name: '月历' })).toHaveFocus();
});

test.each(['zh-CN', 'en'] as const)(
  'every view is worded in full and free of faults, in %s',
  async (lang) => {
    prefs.lang = lang;
    applyPrefs();
    for (const hash of [
      '#/deadlines',
      '#/deadlines/calendar',
      '#/deadlines/whom',
      '#/deadlines/holidays',
      '#/deadlines/new',
      '#/deadlines/new?procedure=example-forwarding',
      '#/deadlines/g1',
      '#/deadlines/g3',
      '#/deadlines/g1/receipt/example-answer.decide',
      '#/deadlines/guide/verify',
      '#/deadlines/none',
    ]) {
      const { screen } = await open(hash);
      await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
      await expect.poll(() => screen.container.querySelector('.late')).toBeNull();
      const text = screen.container.textContent ?? '';
      expect(text, hash).not.toMatch(/\{\{|deadlines:|terms:|undefined/);
      if (lang === 'en') {
        const worded = [...screen.container.querySelectorAll('h1, h2, h3, button, label, th, dt')]
          .map((one) => one.textContent)
          .join(' ')
          // Names people gave stay as they are.
          .replaceAll(/示例银行|示例消费金融/g, '');
        expect(worded, hash).not.toMatch(/[\u4e00-\u9fff]/);
      }
      expect(levels(screen.container), hash).toBe(true);
      expect(await faultsOf(screen.container), hash).toEqual([]);
      screen.unmount();
      forgetReads();
    }
  },
);

/** Do headings go down one level at a time? */
function levels(root: Element): boolean {
  const all = [...root.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]));
  return all.every((level, i) => i === 0 || level <= (all[i - 1] ?? 0) + 1);
}

test('what happened in one week is entered in one go', async () => {
  const { screen, last } = await open('#/deadlines/g1');
  await screen.getByRole('radio', { name: '收到答复或决定（对方）' }).click();
  await screen.getByRole('textbox', { name: '哪一天' }).fill('2026-11-18');
  await screen.getByRole('button', { name: '再记一件' }).click();
  await screen.getByRole('radio', { name: '解决了（我）' }).last().click();
  await screen.getByRole('textbox', { name: '哪一天' }).last().fill('2026-11-20');
  await screen.getByRole('button', { name: '记下' }).click();
  await expect
    .poll(() => last('proceeding_events'))
    .toEqual({
      id: 'g1',
      events: [
        { kind: 'decided', day: '2026-11-18' },
        { kind: 'settled', day: '2026-11-20' },
      ],
    });
});

test('a kind of lender it is not open to is told with what leads nowhere, and can be passed', async () => {
  const answers = deadlineAnswers();
  const { screen, last } = await open('#/deadlines/new?procedure=example-answer', {
    ...answers,
    proceeding_save: (req) => {
      if (req.deliberately) return answers.proceeding_save?.(req) as never;
      throw refusal('not_open_to_lender', {
        lender: 'micro_loan',
        open_to: 'bank_card,consumer_finance',
        dead_zh: '示例的死路',
        dead_en: 'The dead end of the example',
      });
    },
  });
  await screen.getByRole('textbox', { name: '哪一天' }).fill('2026-11-20');
  await screen.getByRole('button', { name: '开始数' }).click();
  const told = screen.getByRole('alert');
  await expect.element(told).toHaveTextContent('小额贷款公司');
  await expect.element(told).toHaveTextContent('示例的死路');
  await screen.getByRole('button', { name: '我知道，仍要直接开始' }).click();
  await expect.poll(() => last('proceeding_save')).toMatchObject({ deliberately: true });
});

test('half a page for family stands on its own and leads to the statement', async () => {
  const { screen } = await open('#/deadlines/half/family');
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('示例半页');
  await expect.element(screen.getByText('示例问话')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '写示例说明' }))
    .toHaveAttribute('href', '#/letters/new?template=family-statement');
  expect(await faultsOf(screen.container)).toEqual([]);
});
