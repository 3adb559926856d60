import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import type { NoticeInput } from '../../ipc/generated/wire';
import { forgetReads } from '../../ipc/query.svelte';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

async function open(id: string, answers: Answers = caseAnswers({ abroad: true })) {
  const host: FakeHost = fakeHost(answers);
  setHost(host);
  location.hash = `#/debts/${id}`;
  follow();
  return { host, screen: await render(Screen) };
}

function sent<T>(host: FakeHost, cmd: string): T | undefined {
  return host.calls.findLast((call) => call.cmd === cmd)?.payload as T | undefined;
}

test('nobody in mainland China is asked for notices, unless there are some', async () => {
  const here = await open('d1');
  await expect.element(here.screen.getByRole('heading', { name: '还款协议' })).toBeVisible();
  await expect.poll(() => sent(here.host, 'notice_list')).toBeTruthy();
  expect(here.screen.getByRole('heading', { name: '说过或写过什么' }).query()).toBeNull();
  here.screen.unmount();
  forgetReads();

  const told = await open('d1', {
    ...caseAnswers(),
    notice_list: () => [
      {
        id: 'n1',
        kind: 'stop_contact',
        channel: 'letter',
        sent_at: '2026-10-12T15:30:00+08:00',
        direct: 'unknown',
      },
    ],
  });
  await expect.element(told.screen.getByRole('heading', { name: '说过或写过什么' })).toBeVisible();
});

test('the newest is first, and what is not known to have arrived says so', async () => {
  const { screen } = await open('d-us');
  const rows = screen.getByRole('table', { name: '说过或写过什么' }).getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('说明不方便的时间');
  await expect.element(rows.nth(1)).toHaveTextContent('12:00 至 17:30');
  await expect.element(rows.nth(2)).toHaveTextContent('示例催收公司');
  await expect.element(rows.nth(2)).toHaveTextContent('还不知道收到没有');
});

test('an empty list says what to do', async () => {
  const { screen } = await open('d-us', {
    ...caseAnswers({ abroad: true }),
    notice_list: () => [],
  });
  await expect.element(screen.getByText(/请先记一条/)).toBeVisible();
  await screen.getByRole('button', { name: '记一条' }).click();
  await expect.element(screen.getByRole('combobox', { name: '说的是什么' })).toBeVisible();
});

test('faults stand at their fields; a kind asks for what it needs, and what is typed outlives the page', async () => {
  const answers = caseAnswers({ abroad: true });
  const first = await open('d-us', answers);
  await first.screen.getByRole('button', { name: '记一条' }).click();
  const save = first.screen.getByRole('button', { name: '保存', exact: true }).last();
  await save.click();
  const kind = first.screen.getByRole('combobox', { name: '说的是什么' });
  await expect.element(kind).toHaveFocus();
  await expect.element(kind).toHaveAttribute('aria-invalid', 'true');
  await kind.selectOptions('inconvenient_time');
  await first.screen.getByLabelText('从几点起').fill('晚上9点');
  first.screen.unmount();

  const { host, screen } = await open('d-us', answers);
  await expect.element(screen.getByLabelText('从几点起')).toHaveValue('21:00');
  await screen.getByLabelText('到几点止').fill('800');
  await screen.getByRole('combobox', { name: '用什么方式' }).selectOptions('email');
  await screen.getByLabelText('哪天说或寄出的').fill('2026-10-12');
  await expect.element(screen.getByText(/从对方收到的时候起算/)).toBeVisible();
  await screen.getByRole('button', { name: '保存', exact: true }).last().click();
  await expect
    .poll(() => sent<NoticeInput>(host, 'notice_save'))
    .toMatchObject({
      kind: 'inconvenient_time',
      debt: 'd-us',
      channel: 'email',
      sent_at: '2026-10-12T23:59:00+08:00',
      from_time: '21:00:00',
      to_time: '08:00:00',
    });
  expect(sent<NoticeInput>(host, 'notice_save')?.received_at).toBeUndefined();
  // Saved, the form is gone and the list has one more.
  await expect.element(screen.getByRole('button', { name: '记一条' })).toBeVisible();
});

test('an arrival is added later; times are those of the zone the borrower lives in', async () => {
  const answers = caseAnswers({ abroad: true });
  const { host, screen } = await open('d-us', {
    ...answers,
    borrower_get: () => ({ name: 'x', phones: [], time_zones: ['America/Chicago'] }),
  });
  const row = screen.getByRole('row', { name: /对债务提出异议/ });
  await expect.element(row).toHaveTextContent('15:30');
  await row.getByRole('button', { name: '修改' }).click();
  await expect.element(screen.getByRole('combobox', { name: '说的是什么' })).toHaveFocus();
  await screen.getByLabelText('对方哪天收到的').fill('2026-10-14');
  await screen.getByLabelText('对方收到的时间').fill('9:05');
  await screen.getByRole('button', { name: '保存', exact: true }).last().click();
  await expect
    .poll(() => sent<NoticeInput>(host, 'notice_save'))
    .toMatchObject({
      id: 'n1',
      party: 'p2',
      sent_at: '2026-10-12T15:30:00-05:00',
      received_at: '2026-10-14T09:05:00-05:00',
      note: 'Certified mail',
    });
  await expect.element(screen.getByRole('button', { name: '记一条' })).toHaveFocus();
});

test('faults of the core stand at their fields', async () => {
  const { screen } = await open('d-us', {
    ...caseAnswers({ abroad: true }),
    notice_save: () => {
      throw {
        code: 'invalid',
        params: {},
        fields: [{ field: 'received_at', code: 'before_start' }],
      };
    },
  });
  await screen
    .getByRole('row', { name: /对债务提出异议/ })
    .getByRole('button', { name: '修改' })
    .click();
  await screen.getByLabelText('对方哪天收到的').fill('2026-10-01');
  await screen.getByRole('button', { name: '保存', exact: true }).last().click();
  const day = screen.getByLabelText('对方哪天收到的');
  await expect.element(day).toHaveAttribute('aria-invalid', 'true');
  await expect.element(day).toHaveFocus();
  await expect.element(day).toHaveValue('2026-10-01');
});

test('one is removed only after it is named and confirmed', async () => {
  const { host, screen } = await open('d-us');
  await screen
    .getByRole('row', { name: /对债务提出异议/ })
    .getByRole('button', { name: '移除' })
    .click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent('对债务提出异议');
  await dialog.getByRole('button', { name: '取消' }).click();
  expect(sent(host, 'notice_remove')).toBeUndefined();
  await screen
    .getByRole('row', { name: /对债务提出异议/ })
    .getByRole('button', { name: '移除' })
    .click();
  await screen.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(() => sent(host, 'notice_remove')).toEqual({ id: 'n1' });
  await expect.poll(() => screen.getByRole('row', { name: /对债务提出异议/ }).query()).toBeNull();
  await expect.element(screen.getByRole('button', { name: '记一条' })).toHaveFocus();
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  const { screen } = await open('d-us');
  await screen.getByRole('button', { name: lang === 'en' ? 'Note one' : '记一条' }).click();
  const kind = screen.getByRole('combobox', {
    name: lang === 'en' ? 'What it said' : '说的是什么',
  });
  for (const code of ['consent', 'inconvenient_time', 'inconvenient_place']) {
    await kind.selectOptions(code);
    expect(await faultsOf(screen.container), code).toEqual([]);
  }
});
