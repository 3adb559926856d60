import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { setLang } from '../../i18n/index.svelte';
import type { AccountProblem, Basis as Ground } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import Basis from './Basis.svelte';
import Problems from './Problems.svelte';

const late: AccountProblem = {
  section: 'balance',
  field: 'entries[2].day',
  code: 'before_start',
  entry: 'e3',
};

test('a problem names its entry, and is said once', async () => {
  const screen = await render(Problems, {
    problems: [late, { ...late, section: 'cost', field: 'flows[1].day' }],
    entryName: (id: string) => (id === 'e3' ? '2026年5月1日 还款' : undefined),
  });
  const lines = [...screen.container.querySelectorAll('li')].map((line) => line.textContent);
  expect(lines).toEqual(['2026年5月1日 还款：日期早于放款日。请改成放款当天或以后。']);
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('where several parts stand together each says which it is; without a problem there is nothing', async () => {
  const { container, rerender } = await render(Problems, {
    problems: [{ section: 'limitation', field: 'last_due', code: 'required' }],
    sections: true,
  });
  expect(container.querySelector('li')?.textContent).toMatch(/^诉讼时效：请先写下最后的还款期限/);
  await rerender({ problems: [] });
  expect(container.textContent?.trim()).toBe('');
});

const ground: Ground = {
  slug: 'demo',
  title: { zh: '示例规定', en: 'Example provision' },
  instrument: 'DEMO1',
  name: '《示例法》',
  name_en: 'Example Law',
  clause: '',
  force: 'normative_document',
  grade: 'B',
  to_verify: true,
  sources: ['D1', 'D2'],
};

test('a ground says how binding it is, that it is to be verified, and where it was read', async () => {
  const screen = await render(Basis, { basis: ground });
  await expect.element(screen.getByText('示例规定')).toBeVisible();
  await expect.element(screen.getByText('规范性文件')).toBeVisible();
  await expect.element(screen.getByText('待核')).toBeVisible();
  await expect.element(screen.getByText(/条号没有核对/)).toBeVisible();
  await screen.getByText(/只见到相互一致的转述/).click();
  await expect.element(screen.getByText('D1 D2')).toBeVisible();
  setLang('en');
  await expect.element(screen.getByText('Example provision')).toBeVisible();
  await screen.rerender({ basis: { ...ground, to_verify: false, clause: '第一条' } });
  expect(screen.getByText('Not yet verified').query()).toBeNull();
  expect(await faultsOf(screen.container)).toEqual([]);
});
