import { createRawSnippet } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { faultsOf } from '../test-axe';
import Table, { type Column } from './Table.svelte';

interface Row {
  id: string;
  name: string;
  sum: number;
}
const rows: Row[] = [
  { id: '1', name: '乙公司', sum: 200 },
  { id: '2', name: '甲银行', sum: 1000 },
  { id: '3', name: '丙平台', sum: 30 },
];
const columns: Column<Row>[] = [
  { id: 'name', label: '名称', text: (r) => r.name },
  { id: 'sum', label: '数额', text: (r) => String(r.sum), sort: (r) => r.sum, num: true },
];
const base = { caption: '清单', rows, columns, key: (r: Row) => r.id };

function names(): string[] {
  return [...document.querySelectorAll('tbody tr')].map(
    (row) => row.querySelector('td:not(.box)')?.textContent ?? '',
  );
}

test('sorts numbers as numbers, both ways, and says so', async () => {
  const screen = await render(Table<Row>, base);
  const head = screen.getByRole('button', { name: '数额' });
  await head.click();
  expect(names()).toEqual(['丙平台', '乙公司', '甲银行']);
  await head.click();
  expect(names()).toEqual(['甲银行', '乙公司', '丙平台']);
  await expect
    .element(screen.getByRole('columnheader', { name: '数额' }))
    .toHaveAttribute('aria-sort', 'descending');
});

test('searches cells and hidden text, and counts what is left', async () => {
  const screen = await render(Table<Row>, { ...base, searchText: (r: Row) => `ref-${r.id}` });
  await screen.getByRole('searchbox').fill('REF-2');
  expect(names()).toEqual(['甲银行']);
  await expect.element(screen.getByRole('status')).toHaveTextContent('3 条中的 1 条');
  await screen.getByRole('searchbox').fill('没有');
  await expect.element(screen.getByText('没有符合条件的记录。')).toBeVisible();
});

test('filters', async () => {
  const screen = await render(Table<Row>, {
    ...base,
    filters: [
      {
        id: 'size',
        label: '大小',
        options: [{ value: 'big', label: '大' }],
        test: (r: Row) => r.sum > 100,
      },
    ],
  });
  await screen.getByLabelText('大小').selectOptions('big');
  expect(names()).toEqual(['乙公司', '甲银行']);
});

test('chooses rows, all of those that match at once', async () => {
  const chosen = new SvelteSet<string>();
  const screen = await render(Table<Row>, { ...base, chosen });
  await screen.getByRole('checkbox', { name: '选择：甲银行' }).click();
  expect([...chosen]).toEqual(['2']);
  await screen.getByRole('checkbox', { name: '全选' }).click();
  expect(chosen.size).toBe(3);
});

test('shows a first part of a long list and prints the whole', async () => {
  const many = Array.from({ length: 250 }, (_, i) => ({ id: `${i}`, name: `第${i}`, sum: i }));
  const screen = await render(Table<Row>, { ...base, rows: many });
  expect(names().length).toBe(100);
  window.dispatchEvent(new Event('beforeprint'));
  expect(names().length).toBe(250);
  window.dispatchEvent(new Event('afterprint'));
  await screen.getByRole('button', { name: /还有 150 条/ }).click();
  expect(names().length).toBe(250);
});

test('a list the core holds is neither sorted nor searched here', async () => {
  let asked = 0;
  const screen = await render(Table<Row>, {
    ...base,
    remote: { total: 9000, more: () => (asked += 1) },
  });
  await screen.getByRole('button', { name: '数额' }).click();
  expect(names()).toEqual(['乙公司', '甲银行', '丙平台']);
  expect(screen.getByRole('searchbox').query()).toBeNull();
  await screen.getByRole('button', { name: /8,997/ }).click();
  expect(asked).toBe(1);
});

test('has nothing WCAG forbids', async () => {
  const cell = createRawSnippet<[Row]>((row) => ({ render: () => `<b>${row().name}</b>` }));
  await render(Table<Row>, {
    ...base,
    chosen: new SvelteSet<string>(),
    columns: [...columns, { id: 'x', label: '其他', text: () => '', cell }],
  });
  expect(await faultsOf()).toEqual([]);
});

test('on paper the heads stay, though the buttons of the page go', async () => {
  const screen = await render(Table<Row>, base);
  const head = screen.getByRole('columnheader', { name: '数额' }).element();
  // The protocol's commands are not typed here.
  const session = cdp() as unknown as {
    send(method: string, given: Record<string, string>): Promise<unknown>;
  };
  await session.send('Emulation.setEmulatedMedia', { media: 'print' });
  try {
    expect(head.querySelector('button')?.checkVisibility()).toBe(true);
    expect(document.querySelector('[data-screen-only] button')?.checkVisibility()).toBe(false);
  } finally {
    await session.send('Emulation.setEmulatedMedia', { media: '' });
  }
});
