import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { setHost } from '../../ipc/client';
import { fakeHost } from '../../ipc/fake';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

test('an empty screen says what to do first', async () => {
  setHost(fakeHost({}));
  const screen = await render(Screen);
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await faultsOf()).toEqual([]);
});
