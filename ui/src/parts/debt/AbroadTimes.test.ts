import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { setHost } from '../../ipc/client';
import { fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import AbroadTimes from './AbroadTimes.svelte';

/** Renders it and waits until the debts are read. */
async function shown(abroad: boolean) {
  const answers = caseAnswers({ abroad });
  const { debt_list } = answers;
  let read = false;
  setHost(
    fakeHost({
      ...answers,
      debt_list: (request) => {
        read = true;
        return debt_list?.(request) ?? [];
      },
    }),
  );
  const screen = await render(AbroadTimes);
  await expect.poll(() => read).toBe(true);
  return screen;
}

test('whose clock is shown is said where a debt is abroad', async () => {
  const screen = await shown(true);
  await expect.element(screen.getByText('北京时间')).toBeVisible();
});

test('in mainland China nothing need be said of it', async () => {
  const screen = await shown(false);
  await new Promise((done) => setTimeout(done, 50));
  expect(screen.container.textContent).not.toContain('北京');
});
