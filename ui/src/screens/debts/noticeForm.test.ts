import { expect, test } from 'vitest';
import { type Notice, noticeKinds } from '../../ipc/generated/wire';
import { check, emptyNotice, fromNotice, type NoticeForm, toInput } from './noticeForm';

const zone = 'America/Chicago';
const today = '2026-11-20';

const posted: Notice = {
  id: 'n1',
  kind: 'stop_medium',
  debt: 'd1',
  party: 'p2',
  channel: 'letter',
  sent_at: '2026-10-12T15:30:20-05:00',
  received_at: '2026-10-14T09:00:40-05:00',
  medium: 'call',
  direct: 'unknown',
  note: 'x',
};

function typed(fields: Partial<NoticeForm>): NoticeForm {
  return {
    ...emptyNotice(),
    kind: 'dispute',
    channel: 'letter',
    sent_day: '2026-10-12',
    ...fields,
  };
}

function faults(fields: Partial<NoticeForm>): string[] {
  return check(typed(fields), today).map(({ field }) => field);
}

test('a notice that is opened and saved unchanged stays what it was, to the second', () => {
  expect(toInput(fromNotice(posted, zone), 'd1', zone, posted)).toEqual({
    ...posted,
    address: undefined,
    place: undefined,
    from_time: undefined,
    to_time: undefined,
    until: undefined,
  });
  // One about every debt does not become one about this debt.
  const { debt: _, ...all } = posted;
  expect(toInput(fromNotice(all, zone), 'd1', zone, all).debt).toBeUndefined();
});

test('days and times are those of the clocks where the borrower lives', () => {
  const form = fromNotice(posted, zone);
  expect([form.sent_day, form.sent_time]).toEqual(['2026-10-12', '15:30']);
  const summer = toInput({ ...form, sent_time: '15:31' }, 'd1', zone, posted);
  expect(summer.sent_at).toBe('2026-10-12T15:31:00-05:00');
  const winter = toInput(typed({ sent_day: '2026-11-10', sent_time: '08:00' }), 'd1', zone);
  expect(winter.sent_at).toBe('2026-11-10T08:00:00-06:00');
});

test('a time nobody knows is the last of its day, unless that day is still running', () => {
  const input = toInput(typed({ received_day: '2026-10-14' }), 'd1', zone);
  expect([input.sent_at, input.received_at]).toEqual([
    '2026-10-12T23:59:00-05:00',
    '2026-10-14T23:59:00-05:00',
  ]);
  expect(faults({ received_day: '2026-10-14' })).toEqual([]);
  expect(faults({ sent_day: today, received_day: today })).toEqual(['sent_time', 'received_time']);
});

test('when it arrived stays unknown until it is known', () => {
  expect(toInput(typed({}), 'd1', zone).received_at).toBeUndefined();
  expect(faults({ received_time: '09:00' })).toEqual(['received_at']);
  // What is said needs no day of arrival, but the time it was said.
  expect(faults({ channel: 'call' })).toEqual(['sent_time']);
  const said = typed({ channel: 'call', sent_time: '10:00', received_day: '2026-10-14' });
  expect(toInput(said, 'd1', zone).received_at).toBeUndefined();
});

test.each([
  ['stop_medium', ['medium']],
  ['stop_address', ['address']],
  ['inconvenient_place', ['place']],
  ['inconvenient_time', ['from_time', 'to_time']],
  ['convenient_time', ['from_time', 'to_time']],
] as const)('%s says what it is about', (kind, fields) => {
  expect(faults({ kind })).toEqual(fields);
});

test('a notice needs a kind, a way and a day; no other kind needs more', () => {
  expect(check(emptyNotice(), today).map(({ field }) => field)).toEqual([
    'kind',
    'channel',
    'sent_at',
  ]);
  const needing = noticeKinds.filter((kind) => faults({ kind }).length > 0);
  expect(needing).toHaveLength(5);
});

test('what another kind would have said is not sent; what this kind does not show stays', () => {
  const form = fromNotice({ ...posted, until: '2026-12-31' }, zone);
  const changed = toInput({ ...form, kind: 'dispute' }, 'd1', zone, posted);
  expect([changed.medium, changed.until]).toEqual([undefined, undefined]);
  const same = toInput(form, 'd1', zone, { ...posted, until: '2026-12-31' });
  expect([same.medium, same.until]).toEqual(['call', '2026-12-31']);
});
