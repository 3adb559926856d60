import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { importAnswers } from '../../ipc/fake/imports';
import type {
  CallAnswer,
  ContactCorrection,
  ContactInput,
  ContactQuery,
  HoursQuery,
  ImportCommit,
  ImportFiles,
  ImportPlan,
  NumberAssign,
  SheetExport,
  TableHead,
} from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import { sound } from './import/sound.svelte';
import { wizard } from './import/wizard.svelte';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = caseAnswers()) {
  const host: FakeHost = fakeHost({ ...importAnswers(), ...answers });
  setHost(host);
  wizard.reset();
  location.hash = hash;
  follow();
  return { host, screen: await render(Screen) };
}

function sent<T>(host: FakeHost, cmd: string): T | undefined {
  return host.calls.findLast((call) => call.cmd === cmd)?.payload as T | undefined;
}

test('a plain call is noted with the keyboard alone', async () => {
  const { host, screen } = await open('#/contacts/new');
  await expect.element(screen.getByLabelText('对方号码')).toHaveFocus();
  // Number, then one step to "connected", then save: eleven digits and four more keys.
  await userEvent.keyboard('01000000001{Tab}1{Control>}{Enter}{/Control}');
  await expect.element(screen.getByRole('heading', { name: '已记下' })).toBeVisible();
  const input = sent<ContactInput>(host, 'contact_add');
  expect(input).toMatchObject({
    channel: 'call',
    direction: 'incoming',
    number: '01000000001',
    connection: 'connected',
    reached: { relation: 'borrower' },
  });
  expect(Math.abs(Date.parse(input?.at ?? '') - Date.now())).toBeLessThan(120_000);
});

test('saving says at once what the rules of the day make of it', async () => {
  const { screen } = await open('#/contacts/new');
  await screen.getByRole('textbox', { name: '时间' }).fill('很晚');
  await expect.element(screen.getByText('看不懂这个时间')).toBeVisible();
  await screen.getByRole('button', { name: '保存' }).click();
  // A time nobody can read keeps the form open, with focus where it is.
  await expect.element(screen.getByRole('textbox', { name: '时间' })).toHaveFocus();
  await screen.getByRole('textbox', { name: '时间' }).fill('2241');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.element(screen.getByText('不符合国家推荐性标准')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: '夜间联系', exact: true })).toBeVisible();
  await screen.getByRole('button', { name: '再记一次' }).click();
  await expect.element(screen.getByLabelText('对方号码')).toHaveFocus();
});

test('faults of the core are shown at their fields', async () => {
  const { screen } = await open('#/contacts/new', {
    ...caseAnswers(),
    contact_add: () => {
      throw {
        code: 'invalid',
        params: {},
        fields: [{ field: 'duration_s', code: 'out_of_range' }],
      };
    },
  });
  await screen.getByLabelText('通话时长').fill('99:59');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.element(screen.getByLabelText('通话时长')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByLabelText('通话时长')).toHaveFocus();
  await expect.element(screen.getByLabelText('通话时长')).toHaveValue('99:59');
});

test('a correction keeps the second and shows the old row', async () => {
  const { host, screen } = await open('#/contacts/c000/correct');
  await expect.element(screen.getByText(/原来的一行留在历史里/)).toBeVisible();
  await screen.getByLabelText('说了什么').fill('说要联系单位');
  await screen.getByRole('button', { name: '保存更正' }).click();
  await expect.poll(() => sent<ContactCorrection>(host, 'contact_correct')?.id).toBe('c000');
  const { contact } = sent<ContactCorrection>(host, 'contact_correct') as ContactCorrection;
  expect(contact.at).toBe('2026-11-20T09:12:20+08:00');
  await expect.element(screen.getByRole('heading', { name: '更正历史' })).toBeVisible();
  await expect.element(screen.getByText('calls-20261120.xml')).toBeVisible();
});

test('details of the law elsewhere are asked for only where a debt is elsewhere', async () => {
  const { host, screen } = await open('#/contacts/new', caseAnswers({ abroad: true }));
  await expect.element(screen.getByLabelText('对方号码')).toHaveFocus();
  await expect.element(screen.getByLabelText('哪一笔债务')).toBeVisible();
  expect(screen.getByText('更多细节').query()).toBeNull();
  await screen.getByLabelText('哪一笔债务').selectOptions('d1');
  expect(screen.getByText('更多细节').query()).toBeNull();
  await screen.getByLabelText('哪一笔债务').selectOptions('d-us');
  await screen.getByText('更多细节').click();
  await screen.getByRole('radio', { name: '没有提到催收的留言' }).click();
  await screen.getByRole('checkbox', { name: /Example Bank/ }).click();
  await screen.getByRole('checkbox', { name: /示例信用卡/ }).click();
  await screen.getByRole('checkbox', { name: /债务核实通知/ }).click();
  await screen.getByLabelText('通知写明的异议最后一天').fill('2026-11-30');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect
    .poll(() => sent<ContactInput>(host, 'contact_add'))
    .toMatchObject({
      debt: 'd-us',
      voicemail: 'limited_content',
      debts_discussed: ['d1', 'd-us'],
      validation: { dispute_until: '2026-11-30' },
    });
});

test('a message has an address and the moment it was sent; faults stand at them', async () => {
  const { host, screen } = await open('#/contacts/new', {
    ...caseAnswers({ abroad: true }),
    contact_add: () => {
      throw {
        code: 'invalid',
        params: {},
        fields: [{ field: 'sent_at', code: 'contradiction' }],
      };
    },
  });
  await screen.getByRole('radio', { name: '电子邮件' }).click();
  await screen.getByLabelText('哪一笔债务').selectOptions('d-us');
  await screen.getByText('更多细节').click();
  expect(screen.getByText('在答录机上留言了吗').query()).toBeNull();
  await screen.getByLabelText('发到哪个邮箱或账号').fill('work@example.com');
  await screen.getByLabelText('发出的日期').fill('2026-10-05');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.element(screen.getByLabelText('发出的时间')).toHaveFocus();
  await screen.getByLabelText('发出的时间').fill('2105');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect
    .poll(() => sent<ContactInput>(host, 'contact_add'))
    .toMatchObject({ sent_to: 'work@example.com', sent_at: '2026-10-05T21:05:00+08:00' });
  await expect.element(screen.getByLabelText('发出的日期')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByLabelText('发出的日期')).toHaveFocus();
});

test('the list asks the core to filter, to sort and for the next page', async () => {
  const { host, screen } = await open('#/contacts?night=1');
  await expect.poll(() => sent<ContactQuery>(host, 'contact_list')?.night_only).toBe(true);
  await screen.getByLabelText('只看夜间').click();
  await expect.element(screen.getByText('共 140 条')).toBeVisible();
  await screen.getByRole('button', { name: /再显示一些/ }).click();
  await expect.poll(() => sent<ContactQuery>(host, 'contact_list')?.offset).toBe(100);
  await expect.poll(() => screen.container.querySelectorAll('tbody tr').length).toBe(140);
  await screen.getByRole('button', { name: /^时间/ }).click();
  await expect.poll(() => sent<ContactQuery>(host, 'contact_list')?.ascending).toBe(true);
});

test('the week can be walked, and its numbers stand beside the picture', async () => {
  const { screen } = await open('#/contacts/week');
  await expect.element(screen.getByRole('heading', { name: /2026年11月16日/ })).toBeVisible();
  await screen.getByRole('button', { name: '上一周' }).click();
  await expect.element(screen.getByRole('heading', { name: /2026年11月9日/ })).toBeVisible();
  await expect.element(screen.getByRole('table', { name: '每天的数字' })).toBeVisible();
  expect(screen.container.querySelectorAll('[style]').length).toBe(0);
});

test('a number is named once', async () => {
  const { host, screen } = await open('#/contacts/numbers');
  await screen.getByRole('button', { name: '说明', exact: true }).last().click();
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  await expect.element(screen.getByText('这一栏需要填写。')).toBeVisible();
  await screen.getByRole('radio', { name: /催收方用的号码/ }).click();
  await screen.getByLabelText('机构名称').fill('示例外包公司');
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  await expect
    .poll(() => sent<NumberAssign>(host, 'number_assign'))
    .toMatchObject({
      number: '4000000000',
      kind: 'collector',
      party_name: '示例外包公司',
      party_role: 'agency',
    });
});

test('an import is read, checked, and saved in one go with what was ticked and named', async () => {
  const { host, screen } = await open('#/contacts/import');
  host.picks.push('/example/calls.xml');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await expect.element(screen.getByText(/正在读取/)).toBeVisible();
  await expect.element(screen.getByText('试读结果，还没有保存')).toBeVisible();
  await expect.element(screen.getByText('前后 90 秒内已有相似的一条')).toBeVisible();
  await screen.getByRole('checkbox', { name: /选择/ }).last().click();
  await screen.getByRole('button', { name: '说明', exact: true }).first().click();
  await screen.getByRole('radio', { name: /与债务无关/ }).click();
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  expect(sent(host, 'number_assign')).toBeUndefined();
  // Nothing is taken as a payment before somebody says so.
  await screen.getByRole('button', { name: '采用 1 条提示' }).click();
  await expect.element(screen.getByText('相差 12 秒')).toBeVisible();
  await screen.getByRole('button', { name: '保存 946 条' }).click();
  await expect.element(screen.getByText('已添加 913 条联系')).toBeVisible();
  expect(sent<ImportCommit>(host, 'import_commit')?.take).toHaveLength(1);
  expect(sent<ImportCommit>(host, 'import_commit')?.payments).toEqual([{ index: 0, debt: 'd1' }]);
  await expect.element(screen.getByText(/另有 31 条是同一次通话的另一份记录/)).toBeVisible();
  expect(sent<NumberAssign>(host, 'number_assign')?.kind).toBe('unrelated');
  await screen.getByRole('button', { name: '再导入一个文件' }).click();
  await screen.getByRole('button', { name: '撤回这次导入' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: '撤回这次导入' }).click();
  await expect.poll(() => sent(host, 'import_undo')).toBeTruthy();
});

test('a payment is saved for the debt chosen, and for none unless chosen', async () => {
  const { host, screen } = await open('#/contacts/import');
  host.picks.push('/example/wechat.csv');
  await screen.getByRole('button', { name: '选择文件' }).click();
  const choice = screen.getByRole('combobox', { name: /36\.50.*记到哪一笔债务/ });
  await expect.element(choice).toHaveValue('');
  await choice.selectOptions('d2');
  await screen.getByRole('button', { name: /^保存 / }).click();
  await expect
    .poll(() => sent<ImportCommit>(host, 'import_commit')?.payments)
    .toEqual([{ index: 1, debt: 'd2' }]);
});

test('a table nobody knows is named column by column, and what is missing is said', async () => {
  const head: TableHead = {
    signature: 'ab'.repeat(32),
    row: 2,
    columns: ['来电的号', '什么时候', '打进打出'],
    sample: [['01000000001', '2026-06-02 22:30:15', '打进']],
    suggested: { signature: 'ab'.repeat(32), kind: 'calls', columns: [{ index: 0, role: 'peer' }] },
  };
  const known = importAnswers();
  const { host, screen } = await open('#/contacts/import', {
    ...caseAnswers(),
    import_plan: async (req) => {
      const plan = await known.import_plan?.(req);
      if (!plan) throw new Error('no plan');
      return { ...plan, tables: [{ file: 'mine.csv', head }] };
    },
  });
  host.picks.push('/example/mine.csv');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await expect.element(screen.getByText('2026-06-02 22:30:15')).toBeVisible();
  await expect.element(screen.getByText('还要指明：日期和时间、打进还是打出')).toBeVisible();
  await screen.getByLabelText('“什么时候”这一列是什么').selectOptions('time');
  await screen.getByLabelText('“打进打出”这一列是什么').selectOptions('direction');
  expect(screen.getByText(/还要指明/).query()).toBeNull();
  await screen.getByRole('button', { name: '按这样再读一遍' }).click();
  await expect
    .poll(() => sent<ImportFiles>(host, 'import_read')?.mappings?.[0])
    .toMatchObject({
      kind: 'calls',
      columns: [
        { index: 0, role: 'peer' },
        { index: 1, role: 'time' },
        { index: 2, role: 'direction' },
      ],
    });
});

test('the trial says by what a file was recognised and what of it is not read', async () => {
  const { host, screen } = await open('#/contacts/import');
  host.picks.push('/example/calls.xml');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await expect.element(screen.getByText('认出它靠的是：<calls>')).toBeVisible();
  await expect.element(screen.getByText('没有读的列：备忘')).toBeVisible();
});

test('tables with the same header are one question, wherever they lie', async () => {
  const head: TableHead = {
    signature: 'cd'.repeat(32),
    row: 1,
    columns: ['号', '时', '向'],
    sample: [['01000000001', '2026-06-02 22:30:15', '打进']],
    suggested: { signature: 'cd'.repeat(32), kind: 'calls', columns: [] },
  };
  const known = importAnswers();
  const { host, screen } = await open('#/contacts/import', {
    ...caseAnswers(),
    import_plan: async (req) => {
      const plan = await known.import_plan?.(req);
      if (!plan) throw new Error('no plan');
      const tables = ['登记.csv', '更早.zip/登记.csv'].map((file) => ({ file, head }));
      return { ...plan, tables };
    },
  });
  host.picks.push('/example/phone');
  await screen.getByRole('button', { name: '选择文件' }).click();
  const title = '登记.csv、更早.zip/登记.csv 的各列是什么';
  await expect.element(screen.getByRole('heading', { name: title })).toBeVisible();
  expect(screen.getByRole('button', { name: '按这样再读一遍' }).all()).toHaveLength(1);
  expect(await faultsOf(screen.container)).toEqual([]);
});

/** An import with a recording whose call is in the log, and the keeping of it. */
function withSound(change: Partial<ImportPlan>): Answers {
  const known = importAnswers();
  const call = { path: '/example/01000000001_20261120091220.amr', contact: 'c000' };
  sound.reset();
  return {
    ...caseAnswers(),
    attachment_add: () => ({ job: 'sound' }),
    attachment_keep: () => ({ added: [], same: [{ name: 'x', id: 'f1' }] }),
    job_status: (req) =>
      req.job === 'sound'
        ? { state: 'done', done_kb: 1, total_kb: 1, rows: 1, outcome: { kind: 'taken', files: [] } }
        : (known.job_status?.(req) ?? { state: 'done', done_kb: 0, total_kb: 0, rows: 0 }),
    import_plan: async (req) => {
      const plan = await known.import_plan?.(req);
      if (!plan) throw new Error('no plan');
      return { ...plan, ...change };
    },
    import_commit: async (req) => {
      const done = await known.import_commit?.(req);
      if (!done) throw new Error('not done');
      return { ...done, recordings: [call] };
    },
  };
}
const heard = { paths: ['/example/01000000001_20261120091220.amr'] };

test('recordings are kept with their calls once the rows are in, when that was ticked', async () => {
  const { host, screen } = await open('#/contacts/import', withSound({}));
  host.picks.push('/example/phone');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await screen.getByRole('checkbox', { name: /1 个录音也收为证据文件/ }).click();
  expect(sent(host, 'attachment_add')).toBeUndefined();
  await screen.getByRole('button', { name: /^保存 / }).click();
  await expect.poll(() => sent(host, 'attachment_add')).toEqual(heard);
  await expect
    .poll(() => sent(host, 'attachment_keep'))
    .toEqual({ job: 'sound', each: [{ kind: 'contact', id: 'c000' }] });
  await expect.element(screen.getByText(/另有 1 个早已收过/)).toBeVisible();
});

test('recordings of calls that are in the log are kept where there is nothing to save', async () => {
  const nothing = { new: 0, witnesses: 0, asked: [], asked_total: 0 };
  const { host, screen } = await open('#/contacts/import', withSound(nothing));
  host.picks.push('/example/phone');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await screen.getByRole('button', { name: '把认出通话的 1 个录音收为证据文件' }).click();
  await expect.poll(() => sent(host, 'attachment_add')).toEqual(heard);
  await expect.element(screen.getByText(/另有 1 个早已收过/)).toBeVisible();
  expect(sent(host, 'import_commit')).toBeUndefined();
});

test('rows that may be one call stand side by side, and the answer names the right one', async () => {
  const { host, screen } = await open('#/contacts/calls');
  await expect.element(screen.getByText('时间相近，时长不同')).toBeVisible();
  await screen.getByRole('button', { name: '是同一次，以第二份为准' }).click();
  await expect
    .poll(() => sent<CallAnswer>(host, 'call_answer'))
    .toMatchObject({ same: 'yes', right: 'b001' });
  await expect.poll(() => screen.getByText('时间相近，时长不同').query()).toBeNull();
});

test('a call shows its witnesses and can be taken apart', async () => {
  const { host, screen } = await open('#/contacts/c000');
  await expect.element(screen.getByRole('heading', { name: '2 份来源记着这次通话' })).toBeVisible();
  await expect.element(screen.getByText('mobile-bill.csv', { exact: true })).toBeVisible();
  await screen.getByRole('button', { name: '不是同一次，拆开' }).click();
  await expect
    .poll(() => sent<CallAnswer>(host, 'call_answer'))
    .toEqual({ one: 'c000', other: 'b000', same: 'no' });
});

test('a list goes out as a workbook, the whole of it, with days as days', async () => {
  const { host, screen } = await open('#/contacts');
  host.picks.push('/example/list.xlsx');
  await screen.getByRole('button', { name: '导出', exact: true }).click();
  await expect.element(screen.getByText(/没有加密/)).toBeVisible();
  await screen.getByRole('button', { name: 'Excel / WPS 表格' }).click();
  await expect.poll(() => sent<SheetExport>(host, 'sheet_export')?.rows.length).toBe(140);
  const sheet = sent<SheetExport>(host, 'sheet_export') as SheetExport;
  expect(sheet.form).toBe('xlsx');
  expect(sheet.columns[0]).toEqual({ title: '时间', kind: 'moment' });
  expect(sheet.rows[0]?.[0]).toMatch(/^2026-11-\d\dT/);
  expect(sheet.rows[0]?.[2]).toBe('01000000001');
});

test('a long read can be stopped, and nothing is kept', async () => {
  const { host, screen } = await open('#/contacts/import');
  host.picks.push('/example/calls.xml');
  await screen.getByRole('button', { name: '选择文件' }).click();
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByText('没有保存任何内容。')).toBeVisible();
  expect(sent(host, 'import_commit')).toBeUndefined();
});

test('an empty log says what to do first', async () => {
  const { screen } = await open('#/contacts', caseAnswers({ empty: true }));
  await expect.element(screen.getByRole('heading', { name: '还没有联系记录' })).toBeVisible();
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  for (const hash of [
    '',
    '/week',
    '/numbers',
    '/calls',
    '/import',
    '/new',
    '/c000',
    '/c004/correct',
  ]) {
    const { screen } = await open(`#/contacts${hash}`, caseAnswers({ contacts: 30 }));
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    await expect
      .poll(() => screen.container.querySelectorAll('table, form, dl, ol').length)
      .toBeGreaterThan(0);
    for (const closed of screen.container.querySelectorAll('details')) closed.open = true;
    expect(await faultsOf(screen.container), hash).toEqual([]);
    screen.unmount();
  }
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids in the details, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  const { screen } = await open('#/contacts/new', caseAnswers({ abroad: true }));
  await screen.getByLabelText(lang === 'en' ? 'Which debt' : '哪一笔债务').selectOptions('d-us');
  await screen.getByText(lang === 'en' ? 'More details' : '更多细节').click();
  await screen.getByRole('checkbox', { name: /validation notice|债务核实通知/ }).click();
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('the details stand on the page of the contact, and in its correction', async () => {
  const answers = caseAnswers({ abroad: true });
  const detail = await answers.contact_get?.({ id: 'c000' });
  if (!detail) throw new Error('no such contact');
  Object.assign(detail.row.contact, {
    debt: 'd-us',
    voicemail: 'other',
    debts_discussed: [],
    validation: { dispute_until: '2026-11-30' },
  });
  const shown = await open('#/contacts/c000', { ...answers, contact_get: () => detail });
  await expect.element(shown.screen.getByText('其他留言')).toBeVisible();
  await expect.element(shown.screen.getByText('没有说到哪一笔')).toBeVisible();
  await expect.element(shown.screen.getByText('写明异议的最后一天是2026年11月30日')).toBeVisible();
  shown.screen.unmount();

  const { host, screen } = await open('#/contacts/c000/correct', {
    ...answers,
    contact_get: () => detail,
  });
  await expect.element(screen.getByRole('radio', { name: '其他留言' })).toBeChecked();
  for (const closed of screen.container.querySelectorAll('details')) closed.open = true;
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('checkbox', { name: /债务核实通知/ }).click();
  await screen.getByRole('button', { name: '保存更正' }).click();
  await expect.poll(() => sent<ContactCorrection>(host, 'contact_correct')).toBeTruthy();
  const { contact } = sent<ContactCorrection>(host, 'contact_correct') as ContactCorrection;
  expect([contact.voicemail, contact.debts_discussed, contact.validation]).toEqual([
    'other',
    [],
    undefined,
  ]);
});

test('the hours show who calls when, one collector or one stretch at a time', async () => {
  const { host, screen } = await open('#/contacts/hours');
  const table = screen.getByRole('table', { name: '各时段的次数' });
  await expect.element(table).toBeVisible();
  const all = sent<HoursQuery>(host, 'contact_hours');
  expect(all).toEqual({ debt: undefined, from: undefined, to: undefined, collector: undefined });
  expect(await faultsOf(screen.container)).toEqual([]);

  await screen.getByRole('button', { name: '近 30 天' }).click();
  await expect
    .element(screen.getByRole('button', { name: '近 30 天' }))
    .toHaveAttribute('aria-pressed', 'true');
  expect(sent<HoursQuery>(host, 'contact_hours')?.from).toMatch(/^2026-/);

  await screen.getByRole('button', { name: '全部' }).click();
  await screen.getByText('看数字，或选一段放大看').click();
  await screen
    .getByRole('button', { name: /2026年1\d月/ })
    .first()
    .click();
  const near = sent<HoursQuery>(host, 'contact_hours');
  expect(near?.from).toMatch(/^2026-1\d-01$/);
  expect(near?.to?.slice(0, 7)).toBe(near?.from?.slice(0, 7));

  const who = screen.getByRole('table', { name: '谁在联系' }).getByRole('button').first();
  await who.click();
  await expect.element(screen.getByRole('button', { name: '看所有人' })).toBeVisible();
  expect(sent<HoursQuery>(host, 'contact_hours')?.collector).toBeDefined();
});
