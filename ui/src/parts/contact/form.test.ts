import { expect, test } from 'vitest';
import { type Contact, conducts } from '../../ipc/generated/wire';
import { conductsIn, groups } from './conducts';
import { check, emptyContact, fromContact, hasDetails, readDuration, toInput } from './form';

const now = '2026-11-20T14:41:10Z';

const imported: Contact = {
  id: 'c1',
  channel: 'call',
  direction: 'incoming',
  at: '2026-11-20T22:41:10+08:00',
  duration_s: 94,
  connection: 'connected',
  voice: 'unknown',
  purpose: 'collection',
  number: '01000000001',
  reached: { relation: 'borrower' },
  refused: 'unknown',
};

test('the plain case is a call that came in just now, in Beijing', () => {
  const form = emptyContact(now);
  expect([form.channel, form.direction, form.day, form.time, form.connection]).toEqual([
    'call',
    'incoming',
    '2026-11-20',
    '22:41',
    'unknown',
  ]);
  expect(check(form)).toEqual([]);
  expect(toInput(form)).toMatchObject({
    at: '2026-11-20T22:41:00+08:00',
    conducts: undefined,
    disclosed: undefined,
    visit: undefined,
  });
});

test('a row that is opened and saved unchanged stays what it was, to the second', () => {
  const { id: _, ...same } = imported;
  expect(toInput(fromContact(imported), imported)).toMatchObject(same);
  const later = { ...fromContact(imported), time: '22:42' };
  expect(toInput(later, imported).at).toBe('2026-11-20T22:42:00+08:00');
});

test('not looked, looked and nothing, and ticked are three things', () => {
  const form = emptyContact(now);
  expect(toInput(form).conducts).toBeUndefined();
  expect(toInput({ ...form, noConduct: true }).conducts).toEqual([]);
  expect(toInput({ ...form, conducts: ['insult'] }).conducts).toEqual(['insult']);
  expect(fromContact({ ...imported, conducts: [] }).noConduct).toBe(true);
  expect(fromContact(imported).noConduct).toBe(false);
});

test('what belongs to calls or visits goes with them only', () => {
  const form = { ...emptyContact(now), duration: '1:30' };
  expect(toInput({ ...form, channel: 'sms' })).toMatchObject({
    duration_s: undefined,
    connection: 'connected',
  });
  const visit = { ...form, channel: 'visit' as const };
  visit.visit.people = '3';
  expect(toInput(visit).visit).toMatchObject({ place: 'home', people: 3 });
  expect(toInput(visit).duration_s).toBeUndefined();
});

test('the details of other laws are kept as they were, to the second, and emptied when emptied', () => {
  const details = {
    voicemail: 'limited_content',
    debts_discussed: [],
    sent_to: 'work@example.com',
    sent_at: '2026-11-19T21:05:33-05:00',
    validation: {},
  } as const;
  const was: Contact = { ...imported, ...details, debts_discussed: [] };
  const form = fromContact(was);
  expect(hasDetails(form)).toBe(true);
  expect(toInput(form, was)).toMatchObject(details);
  const emptied = toInput(
    { ...form, sent_to: '', sent_day: '', sent_time: '', validation: false, noneDiscussed: false },
    was,
  );
  expect([emptied.sent_to, emptied.sent_at, emptied.validation, emptied.debts_discussed]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(toInput({ ...form, channel: 'sms' }, was).voicemail).toBeUndefined();
  expect(hasDetails(emptyContact(now))).toBe(false);
});

test('a moment of sending has a day and a time', () => {
  const form = emptyContact(now);
  const fields = (sent: object) => check({ ...form, ...sent }).map(({ field }) => field);
  expect(fields({ sent_day: '2026-11-19' })).toEqual(['sent_time']);
  expect(fields({ sent_time: '21:05' })).toEqual(['sent_day']);
  expect(fields({ sent_day: '2026-11-19', sent_time: '21:05' })).toEqual([]);
});

test('lengths of time', () => {
  expect(readDuration('95')).toBe(95);
  expect(readDuration('1:35')).toBe(95);
  expect(readDuration('1分35秒')).toBe(95);
  expect(readDuration('2分钟')).toBe(120);
  expect(readDuration('soon')).toBeNull();
  expect(check({ ...emptyContact(now), duration: 'soon' })).toEqual([
    { field: 'duration_s', code: 'malformed' },
  ]);
});

test('every conduct can be ticked, in exactly one place', () => {
  expect(groups.flatMap(conductsIn).sort()).toEqual([...conducts].sort());
});
