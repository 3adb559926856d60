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
  ContactCorrection,
  ContactInput,
  ContactQuery,
  HoursQuery,
  ImportCommit,
  NumberAssign,
} from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import { wizard } from './import/wizard.svelte';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = caseAnswers()) {
  const host: FakeHost = fakeHost({ ...answers, ...importAnswers() });
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
  await screen.getByRole('button', { name: '保存 913 条' }).click();
  await expect.element(screen.getByText('已添加 913 条联系')).toBeVisible();
  expect(sent<ImportCommit>(host, 'import_commit')?.take).toHaveLength(1);
  expect(sent<NumberAssign>(host, 'number_assign')?.kind).toBe('unrelated');
  await screen.getByRole('button', { name: '再导入一个文件' }).click();
  await screen.getByRole('button', { name: '撤回这次导入' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: '撤回这次导入' }).click();
  await expect.poll(() => sent(host, 'import_undo')).toBeTruthy();
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
  for (const hash of ['', '/week', '/numbers', '/import', '/new', '/c000', '/c004/correct']) {
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
