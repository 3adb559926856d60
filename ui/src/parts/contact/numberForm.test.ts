import { expect, test } from 'vitest';
import { areaCode, numberForm, numberForms } from './numberForm';

test('a number shows what kind of line it is', () => {
  const of = (number: string) => numberForm(number);
  expect(of('4000000001')).toBe('service400');
  expect(of('95000')).toBe('short95');
  expect(of('96000')).toBe('short96');
  expect(of('106900000001')).toBe('port106');
  expect(of('17000000001')).toBe('virtual');
  expect(of('17100000001')).toBe('virtual');
  expect(of('13800000001')).toBe('mobile');
  expect(of('01020000001')).toBe('landline');
  expect(of('057120000001')).toBe('landline');
});

test('what is too short, too long or begins otherwise is of no kind', () => {
  for (const number of ['110', '400000000', '1380000000', '01000000001', '0571', '00000000001']) {
    expect(numberForm(number), number).toBeUndefined();
  }
});

test('the area code of a landline is told, and of nothing else', () => {
  expect(areaCode('01020000001')).toBe('010');
  expect(areaCode('02120000001')).toBe('021');
  expect(areaCode('057120000001')).toBe('0571');
  expect(areaCode('13800000001')).toBeUndefined();
});

test('every kind can be filtered by', () => {
  expect(new Set(numberForms).size).toBe(7);
});
