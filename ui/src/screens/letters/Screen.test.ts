import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost } from '../../ipc/fake';
import { letterAnswers } from '../../ipc/fake/letters';
import type { DebtRow, FindingRow, LetterDraft } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import { byRule, span, usable, withMembers } from './data';
import Screen from './Screen.svelte';

const debt: DebtRow = {
  debt: {
    id: 'd1',
    lender: 'p1',
    lender_type: 'bank_card',
    jurisdiction: 'CN',
    product: '示例信用卡',
    currency: 'CNY',
    online: 'no',
    stage: 'negotiate',
    chain: [],
    balances: [],
  },
  lender_name: '示例银行',
  cba_member: 'unknown',
  nifa_member: 'unknown',
  chain_names: [],
  balance_names: [],
  agreements: [],
  contacts: 2,
  flagged: 2,
  questions: 0,
};

function finding(key: string, title: string): FindingRow {
  const none = { 'zh-CN': '', en: '' };
  return {
    key,
    rule: key,
    pack: 'demo',
    pack_version: '1',
    verdict: 'flagged',
    manual: false,
    topic: 'means',
    kind: 'prohibited_means',
    given: {},
    rank: 'law',
    grade: 'A1',
    unverified: false,
    instrument: { 'zh-CN': '《示例办法》', en: 'Example Measures' },
    clause: none,
    debt: 'd1',
    events: [],
    event_count: 1,
    missing: [],
    trace: [],
    texts: {
      title: { 'zh-CN': title, en: title },
      why: none,
      allowed: none,
      limits: none,
      evidence: none,
      tell: none,
    },
    letters: [],
    requests: [],
  };
}

const two = [finding('f1', '夜间拨打电话'), finding('f2', '联系没有义务还款的人')];

function show(hash: string, findings = two, more: Answers = {}) {
  location.hash = hash;
  const stop = follow();
  const host = fakeHost({
    ...letterAnswers(),
    debt_list: () => [debt],
    finding_list: () => ({
      findings,
      questions: [],
      counts: { flagged: 2, clear: 0, not_applicable: 0, needs_facts: 0, not_covered: 0 },
      packs: [],
    }),
    ...more,
  });
  setHost(host);
  return { host, stop, screen: render(Screen) };
}

function last(host: { calls: { cmd: string; payload: unknown }[] }, cmd: string): LetterDraft {
  return host.calls.filter((call) => call.cmd === cmd).at(-1)?.payload as LetterDraft;
}

test('the list tells what was sent and what was not', async () => {
  const { screen: rendering, stop } = show('#/letters');
  const screen = await rendering;
  await expect.element(screen.getByRole('row', { name: /MZ-2026-0001.*已寄出/ })).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /MZ-2026-0002.*草稿/ })).toBeVisible();
  expect(await faultsOf()).toEqual([]);
  stop();
});

test('a new letter begins with every finding of the debt and previews as one writes', async () => {
  const { host, screen: rendering, stop } = show('#/letters/new');
  const screen = await rendering;
  await expect.element(screen.getByRole('img', { name: '信的第 1 页，共 1 页' })).toBeVisible();
  expect(last(host, 'letter_preview').findings).toEqual(['f1', 'f2']);

  await screen.getByRole('checkbox', { name: /夜间/ }).click();
  await expect.poll(() => last(host, 'letter_preview').findings).toEqual(['f2']);
  await screen.getByLabelText(/自己的话/).fill('我想按月还。');
  await expect.poll(() => last(host, 'letter_preview').own_words).toBe('我想按月还。');
  await screen.getByRole('radio', { name: 'English' }).click();
  await expect.poll(() => last(host, 'letter_preview').lang).toBe('en');
  expect(await faultsOf()).toEqual([]);

  await screen.getByRole('button', { name: '存为草稿' }).click();
  await expect.poll(() => last(host, 'letter_save')?.findings).toEqual(['f2']);
  await expect.poll(() => location.hash).toBe('#/letters/l3');
  stop();
});

test('own words that repeat a wrong claim are answered beside them, and it still saves', async () => {
  const { host, screen: rendering, stop } = show('#/letters/new');
  const screen = await rendering;
  const own = screen.getByLabelText(/自己的话/);
  await own.fill('我想按月还。');
  await expect.poll(() => last(host, 'letter_preview').own_words).toBe('我想按月还。');
  expect(screen.getByText('示例办法没有数字。').query()).toBeNull();
  await own.fill('我想按月还。示例办法规定每天3次。');
  await expect.element(screen.getByText('示例办法没有数字。')).toBeVisible();
  await expect.element(screen.getByText('示例办法规定每天3次', { exact: true })).toBeVisible();
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '存为草稿' }).click();
  await expect.poll(() => last(host, 'letter_save')?.own_words).toContain('每天3次');
  stop();
});

test('what is missing is listed where the pages are', async () => {
  const { screen: rendering, stop } = show('#/letters/new');
  const screen = await rendering;
  await screen.getByRole('checkbox', { name: /夜间/ }).click();
  await screen.getByRole('checkbox', { name: /没有义务/ }).click();
  await expect.element(screen.getByText('至少选一条发现。')).toBeVisible();
  stop();
});

test('what was typed is there again after leaving the page', async () => {
  const first = show('#/letters/new');
  const screen = await first.screen;
  await screen.getByLabelText(/自己的话/).fill('先不寄');
  await screen.unmount();
  first.stop();
  const second = show('#/letters/new');
  const again = await second.screen;
  await expect.element(again.getByLabelText(/自己的话/)).toHaveValue('先不寄');
  second.stop();
});

test('a draft is saved as PDF under its reference, and can be marked as sent', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l2');
  const screen = await rendering;
  host.picks.push('/tmp/out.pdf');
  await screen.getByRole('button', { name: '保存为 PDF' }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'letter_export')?.payload)
    .toEqual({ id: 'l2', path: '/tmp/out.pdf', form: 'pdf' });

  await screen.getByRole('button', { name: '标为已寄出' }).click();
  await screen.getByLabelText('寄出日期').fill('2026-11-21');
  await screen.getByRole('button', { name: '已寄出', exact: true }).click();
  await expect.element(screen.getByText('已定稿，不再变动')).toBeVisible();
  expect(screen.getByRole('link', { name: '修改' }).query()).toBeNull();
  expect(screen.getByRole('button', { name: '丢弃草稿' }).query()).toBeNull();
  expect(await faultsOf()).toEqual([]);
  stop();
});

test('what went out is followed until it is answered', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l1');
  const screen = await rendering;
  await screen.getByRole('button', { name: '寄送与答复' }).click();
  await screen.getByLabelText(/运单号/).fill('示例1234567890');
  await screen.getByLabelText(/答复日期/).fill('2026-11-21');
  // Days are counted from a decision; this is none.
  await screen.getByRole('radio', { name: /不是决定/ }).click();
  await screen.getByLabelText(/对方怎样答复/).fill('已收到，正在核实。');
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'letter_send')?.payload)
    .toEqual({
      letter: 'l1',
      sent_on: '2026-11-20',
      method: 'ems',
      tracking: '示例1234567890',
      answered_on: '2026-11-21',
      reply: 'interim',
      answer: '已收到，正在核实。',
    });
  await expect.element(screen.getByText('已答复', { exact: true })).toBeVisible();
  stop();
});

test('a sentence shows beside it what it rests on', async () => {
  const { screen: rendering, stop } = show('#/letters/l2');
  const screen = await rendering;
  const sentences = screen.getByRole('listbox');
  const first = sentences.getByRole('option', { name: '本人愿意还款。' });
  await expect.element(first).toBeVisible();
  const element = first.element() as SVGElement;
  element.focus();
  const rests = screen.getByRole('region', { name: '这句话的依据' });
  await expect.element(rests).toHaveTextContent('没有说到某次联系');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(rests).toHaveTextContent('2026年11月3日');
  await expect.element(rests).toHaveTextContent('01000000001');
  await expect.element(rests).toHaveTextContent('文件“通话.csv”第 7 条');
  expect(document.activeElement?.getAttribute('aria-describedby')).toBe(rests.element().id);
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(rests).toHaveTextContent('只凭您自己写的内容');
  expect(await faultsOf()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(rests).not.toBeInTheDocument();
  // One stop for the Tab key, wherever the arrows were last.
  expect(sentences.element().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  stop();
});

test('a draft is saved as Word and for a form with a limit', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l2');
  const screen = await rendering;
  await screen.getByText('其他形式').click();
  host.picks.push('/tmp/out.docx', '/tmp/out.txt');
  await screen.getByRole('button', { name: '保存为 Word' }).click();
  const forms = () =>
    host.calls
      .filter((call) => call.cmd === 'letter_export')
      .map((call) => (call.payload as { form: unknown }).form);
  await expect.poll(forms).toEqual(['docx']);
  const limit = screen.getByLabelText(/最多几个字/);
  await limit.fill('0');
  await expect.element(screen.getByRole('button', { name: '保存为表单文字' })).toBeDisabled();
  await limit.fill('500');
  await screen.getByRole('button', { name: '保存为表单文字' }).click();
  await expect.poll(forms).toEqual(['docx', { form: { limit: 500 } }]);
  expect(await faultsOf()).toEqual([]);
  stop();
});

test('the envelope begins with what is known of the lender', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l1');
  const screen = await rendering;
  await screen.getByRole('button', { name: '信封', exact: true }).click();
  await expect.element(screen.getByLabelText(/收件人/)).toHaveValue('示例银行');
  await screen.getByLabelText(/收件地址/).fill('示例省示例市示例路9号');
  host.picks.push('/tmp/envelope.pdf');
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('dialog', { name: '信封' }).getByRole('button', { name: '保存' }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'letter_envelope')?.payload)
    .toEqual({
      id: 'l1',
      size: 'dl',
      recipient: '示例银行',
      address: '示例省示例市示例路9号',
      path: '/tmp/envelope.pdf',
    });
  stop();
});

test('a letter is made final before it is printed', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l2');
  const screen = await rendering;
  await screen.getByRole('button', { name: '定稿' }).click();
  await expect.element(screen.getByText('已定稿，不再变动')).toBeVisible();
  expect(host.calls.some((call) => call.cmd === 'letter_finish')).toBe(true);
  expect(screen.getByRole('link', { name: '修改' }).query()).toBeNull();
  await expect.element(screen.getByRole('button', { name: '标为已寄出' })).toBeEnabled();
  stop();
});

test('what only the writer knows is asked for, and the grounds are chosen', async () => {
  const { host, screen: rendering, stop } = show('#/letters/new?template=objection');
  const screen = await rendering;
  await screen.getByLabelText(/法院名称/).fill('示例市示例区人民法院');
  await screen.getByLabelText(/收到日期/).fill('2026-11-20');
  await screen.getByRole('checkbox', { name: '还款没有计入' }).click();
  await expect
    .poll(() => last(host, 'letter_preview').filled)
    .toEqual({ court: '示例市示例区人民法院', received: '2026-11-20' });
  // The pages may be set once more between what was filled in and what was chosen.
  await expect.poll(() => last(host, 'letter_preview').requests).toEqual(['paid']);
  expect(last(host, 'letter_preview').findings).toEqual([]);
  expect(await faultsOf()).toEqual([]);
  stop();
});

test('a change is undone and done again, also by what it cleared', async () => {
  const { host, screen: rendering, stop } = show('#/letters/new');
  const screen = await rendering;
  await expect.poll(() => last(host, 'letter_preview')?.findings).toEqual(['f1', 'f2']);
  await screen.getByRole('button', { name: '加一段' }).click();
  await expect.poll(() => last(host, 'letter_preview').paragraphs?.[0]?.text).toBe('');
  await screen.getByLabelText('第 1 段的文字').fill('我愿意当面说明。');
  await expect
    .poll(() => last(host, 'letter_preview').paragraphs)
    .toEqual([{ section: 2, text: '我愿意当面说明。' }]);
  const undo = screen.getByRole('button', { name: '撤销' });
  await undo.click();
  await expect.element(screen.getByLabelText('第 1 段的文字')).toHaveValue('');
  await undo.click();
  await expect.poll(() => screen.getByLabelText('第 1 段的文字').query()).toBeNull();
  await screen.getByRole('button', { name: '重做' }).click();
  await screen.getByRole('button', { name: '重做' }).click();
  await expect.element(screen.getByLabelText('第 1 段的文字')).toHaveValue('我愿意当面说明。');
  stop();
});

test('the answers to expect say what to see to first', async () => {
  const { screen: rendering, stop } = show('#/letters/new');
  const screen = await rendering;
  const answers = screen.getByRole('group').filter({ hasText: '对方可能怎样答复' });
  await answers.getByText('有 1 项先补上').click();
  await expect.element(answers).toHaveTextContent('联系是在允许的时段内。');
  await expect.element(answers.getByText('先补上', { exact: true })).toBeVisible();
  await expect
    .element(answers.getByRole('link', { name: '记录 1' }))
    .toHaveAttribute('href', '#/contacts/f1-c1');
  stop();
});

test('discarding names the draft first', async () => {
  const { host, screen: rendering, stop } = show('#/letters/l2');
  const screen = await rendering;
  await screen.getByRole('button', { name: '丢弃草稿' }).click();
  const dialog = screen.getByRole('dialog', { name: '丢弃草稿' });
  await expect.element(dialog).toHaveTextContent('MZ-2026-0002');
  await dialog.getByRole('button', { name: '丢弃草稿' }).click();
  await expect.poll(() => location.hash).toBe('#/letters');
  expect(host.calls.some((call) => call.cmd === 'letter_discard')).toBe(true);
  stop();
});

test('each sentence leads to the records it rests on', async () => {
  const { screen: rendering, stop } = show('#/letters/l1');
  const screen = await rendering;
  await screen.getByText('每句话的依据').click();
  await expect
    .element(screen.getByRole('group').getByRole('link', { name: /2026年11月3日.*22:20/ }))
    .toHaveAttribute('href', '#/contacts/f1-c1');
  stop();
});

test('only flags of the debt, or of none, can go into its letter', () => {
  const base = { events: [] as { at: string }[] };
  const findings = [
    { ...base, key: 'a', verdict: 'flagged', debt: 'd1' },
    { ...base, key: 'b', verdict: 'flagged', debt: 'd2' },
    { ...base, key: 'c', verdict: 'flagged' },
    { ...base, key: 'd', verdict: 'needs_facts', debt: 'd1' },
  ] as unknown as Parameters<typeof usable>[0];
  expect(usable(findings, 'd1').map((finding) => finding.key)).toEqual(['a', 'c']);
});

test('the days of a finding are Beijing days', () => {
  const finding = {
    events: [{ at: '2026-11-20T16:30:00Z' }, { at: '2026-11-03T10:00:00+08:00' }],
  } as unknown as FindingRow;
  expect(span([finding])).toEqual({ from: '2026-11-03', to: '2026-11-21' });
});

test('findings of one rule are picked together or one by one', async () => {
  const {
    host,
    screen: rendering,
    stop,
  } = show('#/letters/new', [
    { ...finding('n1', '夜间拨打电话'), rule: 'night' },
    { ...finding('n2', '夜间拨打电话'), rule: 'night' },
    finding('f2', '联系没有义务还款的人'),
  ]);
  const screen = await rendering;
  const whole = screen.getByRole('checkbox', { name: /夜间/ });
  await expect.element(whole).toBeChecked();
  await screen.getByText('逐条选择（2 条）').click();
  await screen.getByRole('checkbox', { name: '第 1 条' }).click();
  await expect.poll(() => last(host, 'letter_preview').findings).toEqual(['n2', 'f2']);
  await expect.element(whole).toBePartiallyChecked();
  await whole.click();
  await expect.poll(() => last(host, 'letter_preview').findings).toEqual(['f2', 'n1', 'n2']);
  await whole.click();
  await expect.poll(() => last(host, 'letter_preview').findings).toEqual(['f2']);
  stop();
});

test('rules keep the order in which they first appear', () => {
  const rows = ['a', 'b', 'a'].map((rule, i) => ({ ...finding(`k${i}`, rule), rule }));
  expect(byRule(rows).map((group) => group.map((one) => one.key))).toEqual([['k0', 'k2'], ['k1']]);
});

test('picking keeps the order of the rest', () => {
  expect(withMembers(['a', 'b'], ['c'], true)).toEqual(['a', 'b', 'c']);
  expect(withMembers(['a', 'b', 'c'], ['b'], false)).toEqual(['a', 'c']);
});

test('the directory says where each is from and how fresh it is, and takes an entry', async () => {
  const { host, screen: rendering, stop } = show('#/letters/recipients');
  const screen = await rendering;
  const court = screen.getByRole('row', { name: /示例区人民法院.*超过一年没有核对/ });
  await expect.element(court).toBeVisible();
  await expect
    .element(screen.getByRole('row', { name: /示例银行.*没有核对过.*案件记录/ }))
    .toBeVisible();
  expect(await faultsOf()).toEqual([]);
  await court.getByRole('button', { name: '修改' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByLabelText('机构名称')).toHaveValue('示例区人民法院');
  await dialog.getByLabelText('邮编').fill('100001');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'recipient_save')?.payload)
    .toMatchObject({ id: 'q1', postcode: '100001', verified_on: '2025-01-05' });
  stop();
});

test('whom it goes to can be taken from the directory, which says when it is old', async () => {
  const { host, screen: rendering, stop } = show('#/letters/new?template=objection');
  const screen = await rendering;
  const court = screen.getByLabelText(/法院名称/);
  await court.fill('示例区人民法院 立案庭');
  await expect.element(screen.getByText(/超过一年没有核对，寄出前/)).toBeVisible();
  const full = screen.getByRole('checkbox', { name: /显示完整身份证号/ });
  await expect.element(full).not.toBeChecked();
  await full.click();
  await expect.poll(() => last(host, 'letter_preview').full_id).toBe(true);
  // Chosen for a court, it does not follow to a lender.
  await screen.getByLabelText(/哪一种信/).selectOptions('投诉书（致出借人）');
  await expect.poll(() => last(host, 'letter_preview').full_id).toBeUndefined();
  await expect.poll(() => full.query()).toBeNull();
  stop();
});

test('several letters are saved in one go, and what the others lack is told', async () => {
  const { host, screen: rendering, stop } = show('#/letters/batch');
  const screen = await rendering;
  await screen.getByLabelText(/哪一种信/).selectOptions('分期还款申请');
  await screen.getByRole('checkbox', { name: /示例信用卡/ }).click();
  // The button fades from off to on.
  await expect.poll(() => faultsOf()).toEqual([]);
  host.picks.push('/tmp/out');
  await screen.getByRole('button', { name: '选文件夹并保存' }).click();
  await expect.element(screen.getByText('MZ-1.pdf')).toBeVisible();
  await expect.element(screen.getByText(/1 封没有写/)).toBeVisible();
  const asked = host.calls.find((call) => call.cmd === 'letter_batch')?.payload;
  expect(asked).toMatchObject({
    folder: '/tmp/out',
    form: 'pdf',
    letters: [],
    drafts: [{ template: 'instalments', debt: 'd1', requests: ['written'] }],
  });
  expect(await faultsOf()).toEqual([]);
  stop();
});

test('the pages are printed as they are, each on a sheet, and leave nothing behind', async () => {
  const { screen: rendering, stop } = show('#/letters/l1');
  const screen = await rendering;
  let printed = 0;
  const real = window.print;
  window.print = () => {
    const images = [...document.querySelectorAll<HTMLImageElement>('body > .paper img')];
    printed = images.filter((image) => image.complete && image.naturalWidth > 0).length;
    window.dispatchEvent(new Event('afterprint'));
  };
  await screen.getByRole('button', { name: '打印' }).click();
  await expect.poll(() => printed).toBe(1);
  expect(document.querySelector('body > .paper')).toBeNull();
  expect(document.documentElement.dataset.printing).toBeUndefined();
  window.print = real;
  stop();
});

test('a letter one has left, as a lock does, is no longer printed by the open dialog', async () => {
  const { screen: rendering, stop } = show('#/letters/l1');
  const screen = await rendering;
  const real = window.print;
  // The dialog stays open.
  window.print = () => {};
  await screen.getByRole('button', { name: '打印' }).click();
  await expect.poll(() => document.querySelector('body > .paper')).not.toBeNull();
  await screen.unmount();
  expect(document.querySelector('body > .paper')).toBeNull();
  // Nor does anything else take its place on paper.
  expect(document.documentElement.dataset.printing).toBe('paper');
  window.dispatchEvent(new Event('afterprint'));
  await expect.poll(() => document.documentElement.dataset.printing).toBeUndefined();
  window.print = real;
  stop();
});

test('files are enclosed in order, the redacted copy before the original, under the numbers that print', async () => {
  const row = (id: string, kind: 'image' | 'audio', copies: string[] = []) => ({
    attachment: {
      id,
      name: `${id}.bin`,
      kind,
      mime: 'image/png',
      size: 1,
      sha256: '00',
      added_at: '2026-11-20T02:00:00Z',
      about: [],
      timed_notes: [],
      checks: {
        number: 'unknown' as const,
        date: 'unknown' as const,
        device_time: 'unknown' as const,
      },
      ...(id === 'f3' && {
        copy_of: 'f1',
        redaction: { kind: 'image' as const, regions: [{ x: 0, y: 0, width: 1, height: 1 }] },
      }),
    },
    copies,
  });
  const { host, screen: rendering } = show('#/letters/new', two, {
    attachment_list: () => ({
      rows: [row('f1', 'image', ['f3']), row('f2', 'audio'), row('f3', 'image')],
    }),
  });
  const screen = await rendering;
  await screen.getByRole('group', { name: '附上证据' }).getByText('选择文件').click();
  // A copy goes with its original and is not chosen by itself.
  expect(screen.getByRole('checkbox', { name: /f3/ }).query()).toBeNull();
  await screen.getByRole('checkbox', { name: /f1.bin/ }).click();
  await screen.getByRole('checkbox', { name: /f2.bin/ }).click();
  await expect.element(screen.getByText('证据 3', { exact: true })).toBeVisible();
  await expect.element(screen.getByText(/附上遮盖后的副本.*遮盖了 1 块/)).toBeVisible();
  await expect.element(screen.getByText('只列在目录里，不能排成页。')).toBeVisible();
  await screen.getByRole('checkbox', { name: '附上没有遮盖的原件' }).click();
  await screen.getByRole('button', { name: '上移：f2.bin' }).click();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('button', { name: '存为草稿' }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'letter_save')?.payload)
    .toMatchObject({ enclose: [{ attachment: 'f2' }, { attachment: 'f1', original: true }] });
});

test('exhibits are written as a job that can be stopped', async () => {
  const { host, screen: rendering } = show('#/letters/l1', two, {
    job_status: () => ({ state: 'running', done_kb: 1, total_kb: 4, rows: 1 }),
    job_cancel: () => ({ state: 'cancelled', done_kb: 1, total_kb: 4, rows: 1 }),
  });
  const screen = await rendering;
  host.picks.push('/home/example/exhibits.pdf');
  await screen.getByRole('button', { name: '保存证据材料' }).click();
  await expect.element(screen.getByText('正在排证据：1 / 4 步')).toBeVisible();
  await screen.getByRole('button', { name: '取消' }).click();
  expect(host.calls.find((call) => call.cmd === 'job_cancel')?.payload).toEqual({
    job: 'j-exhibits',
  });
});
