import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { rpc, setHost } from './client';
import { fakeHost, refusal } from './fake';
import { forgetReads, read } from './query.svelte';

test('a write makes exactly the reads it names run again', async () => {
  const host = fakeHost({
    letter_list: () => [],
    person_list: () => [],
    letter_discard: () => ({}),
  });
  setHost(host);
  const stop = $effect.root(() => {
    const letters = read('letter_list', () => ({}));
    const people = read('person_list', () => ({}));
    $effect(() => void [letters.data, people.data]);
  });
  await vi.waitFor(() => expect(host.calls.length).toBe(2));
  await rpc('letter_discard', { id: 'x' });
  await vi.waitFor(() =>
    expect(host.calls.map((call) => call.cmd)).toEqual([
      'letter_list',
      'person_list',
      'letter_discard',
      'letter_list',
    ]),
  );
  stop();
});

test('an answer overtaken by a newer question is dropped', async () => {
  const waiting: ((pages: never) => void)[] = [];
  setHost(fakeHost({ contact_get: () => new Promise((resolve) => waiting.push(resolve)) }));
  let id = $state('a');
  let seen: unknown;
  const stop = $effect.root(() => {
    const contact = read('contact_get', () => ({ id }));
    $effect(() => {
      seen = contact.data;
    });
  });
  flushSync();
  id = 'b';
  flushSync();
  await vi.waitFor(() => expect(waiting.length).toBe(2));
  waiting[1]?.('second' as never);
  waiting[0]?.('first' as never);
  await vi.waitFor(() => expect(seen).toBe('second'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toBe('second');
  stop();
});

test('nothing read is kept after the lock', async () => {
  const host = fakeHost({ letter_list: () => [] });
  setHost(host);
  for (const calls of [1, 1, 2]) {
    if (calls === 2) forgetReads();
    const stop = $effect.root(() => {
      const letters = read('letter_list', () => ({}));
      $effect(() => void letters.data);
    });
    flushSync();
    await vi.waitFor(() => expect(host.calls.length).toBe(calls));
    await new Promise((resolve) => setTimeout(resolve, 10));
    stop();
  }
  expect(host.calls.length).toBe(2);
});

test('a refusal keeps its code; a broken host is a fault of ours', async () => {
  setHost(
    fakeHost({
      letter_list: () => {
        throw refusal('locked');
      },
      person_list: () => {
        throw new TypeError('boom');
      },
    }),
  );
  await expect(rpc('letter_list', {})).rejects.toMatchObject({ wire: { code: 'locked' } });
  await expect(rpc('person_list', {})).rejects.toMatchObject({ wire: { code: 'bug' } });
});
