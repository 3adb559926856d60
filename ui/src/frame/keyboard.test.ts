import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listen } from './keyboard';

const keys = {
  goTo: vi.fn(),
  newContact: vi.fn(),
  showKeys: vi.fn(),
  print: vi.fn(),
  quickExit: vi.fn(),
};
let stop = () => {};

beforeEach(() => {
  vi.clearAllMocks();
  document.body.replaceChildren();
  stop = listen(keys);
});
afterEach(() => stop());

test('g and a letter go to a screen', async () => {
  await userEvent.keyboard('gl');
  expect(keys.goTo).toHaveBeenCalledWith('l');
  expect(keys.newContact).not.toHaveBeenCalled();
});

test('n logs a contact, ? shows the keys', async () => {
  await userEvent.keyboard('n');
  await userEvent.keyboard('?');
  expect(keys.newContact).toHaveBeenCalledTimes(1);
  expect(keys.showKeys).toHaveBeenCalledTimes(1);
});

test('Ctrl+P prints, once and also while typing; with Shift it is not ours', async () => {
  document.body.innerHTML = '<input aria-label="x">';
  document.querySelector('input')?.focus();
  await userEvent.keyboard('{Control>}p{/Control}');
  expect(keys.print).toHaveBeenCalledTimes(1);
  await userEvent.keyboard('p{Control>}{Shift>}p{/Shift}{/Control}');
  expect(keys.print).toHaveBeenCalledTimes(1);
});

test('letters belong to the field while something is typed', async () => {
  document.body.innerHTML = '<input aria-label="x">';
  document.querySelector('input')?.focus();
  await userEvent.keyboard('gln');
  expect(keys.goTo).not.toHaveBeenCalled();
  expect(keys.newContact).not.toHaveBeenCalled();
});

test('Escape twice leaves, even while typing and inside a dialog', async () => {
  document.body.innerHTML = '<dialog><input aria-label="x"></dialog>';
  document.querySelector('dialog')?.showModal();
  await userEvent.keyboard('{Escape}{Escape}');
  expect(keys.quickExit).toHaveBeenCalledTimes(1);
});

test('one Escape, or two slow ones, do nothing', () => {
  for (const at of [1000, 2000]) {
    const press = new KeyboardEvent('keydown', { key: 'Escape' });
    Object.defineProperty(press, 'timeStamp', { value: at });
    window.dispatchEvent(press);
  }
  expect(keys.quickExit).not.toHaveBeenCalled();
});
