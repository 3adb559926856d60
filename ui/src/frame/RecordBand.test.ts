import { expect, test } from 'vitest';
import type { Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { setLang } from '../i18n/index.svelte';
import { setHost } from '../ipc/client';
import { fakeHost, refusal } from '../ipc/fake';
import type { JobStatus, RecordFault } from '../ipc/generated/wire';
import { faultsOf } from '../test-axe';
import RecordBand from './RecordBand.svelte';

function check(faults: RecordFault[], more: Partial<JobStatus> = {}) {
  setHost(
    fakeHost({
      job_status: () => ({
        state: 'done',
        done_kb: 1,
        total_kb: 1,
        rows: 0,
        outcome: {
          kind: 'checked',
          at: '2026-11-21T10:00:00+08:00',
          rows: 12,
          altered: faults.length,
          faults,
          files: { files: 0, faults: [] },
        },
        ...more,
      }),
    }),
  );
  return render(RecordBand, { job: 'j1' });
}

async function silent(band: Locator) {
  await expect.element(band).toHaveTextContent(/^$/);
  expect(band.element().children).toHaveLength(0);
}

const contact: RecordFault = {
  entry: 4,
  at: '2026-11-03T22:20:00+08:00',
  table: 'contacts',
  key: 'c2',
};

test('a sound record shows nothing', async () => {
  const screen = await check([]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await silent(screen.getByRole('status'));
});

test('an altered row is named in a place that is spoken, in both languages, with the way to the backups', async () => {
  const screen = await check([contact, { entry: 9, table: 'debts', key: 'd1' }]);
  const band = screen.getByRole('status');
  await expect
    .element(band)
    .toHaveTextContent(
      /操作日志第 4 条（2026年11月3日 22:20）写下的“联系记录”与当时不一致。 ?另有 1 处。/,
    );
  await expect
    .element(band.getByRole('link', { name: '看看是哪里、怎么恢复' }))
    .toHaveAttribute('href', '#/settings/check');
  setLang('en');
  await expect.element(band).toHaveTextContent(/entry 4 of the journal.*“contact”.*1 more place/);
  expect(await faultsOf()).toEqual([]);
});

test('a file that is not as it was added is named, too', async () => {
  const screen = await check([], {
    outcome: {
      kind: 'checked',
      at: '2026-11-21T10:00:00+08:00',
      rows: 12,
      altered: 0,
      faults: [],
      files: {
        files: 3,
        faults: [
          { id: 'a1', name: '录音.amr', what: 'altered' },
          { id: 'a2', name: '截图.jpg', what: 'missing' },
        ],
      },
    },
  });
  const band = screen.getByRole('status');
  await expect.element(band).toHaveTextContent(/“录音.amr”被改动过。 ?另有 1 处。/);
  await expect
    .element(band.getByRole('link', { name: '看看是哪些、怎么办' }))
    .toHaveAttribute('href', '#/settings/check');
  setLang('en');
  await expect.element(band).toHaveTextContent(/“录音.amr” was altered.*1 more place/);
  expect(await faultsOf()).toEqual([]);
  setLang('zh-CN');
});

test('it is told while the files are still being read, and when that was stopped', async () => {
  for (const state of ['running', 'cancelled'] as const) {
    const screen = await check([contact], { state });
    await expect.element(screen.getByRole('status')).toHaveTextContent('联系记录');
    await screen.unmount();
  }
});

test('a check that was stopped is no alarm, a part that cannot be read is', async () => {
  const quiet = await check([], { state: 'cancelled', outcome: undefined });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await silent(quiet.getByRole('status'));
  await quiet.unmount();
  const loud = await check([], {
    state: 'failed',
    outcome: undefined,
    error: refusal('damaged_vault'),
  });
  await expect.element(loud.getByRole('status')).toHaveTextContent('读不出来');
});
