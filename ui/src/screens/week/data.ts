/** What this week asks, in words and with a way there. */
import { href } from '../../frame/router.svelte';
import type { Key } from '../../i18n/resources';
import type { Step, StepCode } from '../../ipc/generated/wire';

interface StepWords {
  readonly title: Key;
  readonly why: Key;
  readonly action: Key;
}

const words: Record<StepCode, StepWords> = {
  add_debt: of('add_debt'),
  add_contacts: of('add_contacts'),
  name_numbers: of('name_numbers'),
  answer_questions: of('answer_questions'),
  name_borrower: of('name_borrower'),
  write_complaint: of('write_complaint'),
  send_letter: of('send_letter'),
  await_reply: of('await_reply'),
  add_balance: of('add_balance'),
  pay_agreed: of('pay_agreed'),
  ask_authorisation: of('ask_authorisation'),
  deadline_due: of('deadline_due'),
  deadline_overdue: of('deadline_overdue'),
  deadline_unsure: of('deadline_unsure'),
  enter_holidays: of('enter_holidays'),
  use_right: of('use_right'),
  await_them: of('await_them'),
  begin_counting: of('begin_counting'),
};

export function stepWords(step: Step): StepWords {
  return words[step.code];
}

/** The address of the place where the step is done. */
export function stepHref(step: Step): string {
  const own = step.id ? [step.id] : [];
  switch (step.code) {
    case 'add_debt':
      return href('debts', ['new']);
    case 'add_contacts':
      return href('contacts', ['import']);
    case 'name_numbers':
      return href('contacts', ['numbers']);
    case 'answer_questions':
      return href('findings', ['questions']);
    case 'name_borrower':
      return href('debts', ['people']);
    case 'write_complaint':
      return href('letters', ['new'], step.id ? { debt: step.id } : {});
    case 'send_letter':
    case 'await_reply':
      return href('letters', own);
    case 'pay_agreed':
      return href('plans', ['agreements']);
    // The letters whose days can be counted are offered above the proceedings.
    case 'begin_counting':
      return href('deadlines');
    case 'enter_holidays':
      return href('deadlines', ['holidays']);
    case 'deadline_due':
    case 'deadline_overdue':
    case 'deadline_unsure':
    case 'use_right':
    case 'await_them':
      return href('deadlines', own);
    case 'add_balance':
    case 'ask_authorisation':
      return href('debts', own);
  }
}

function of(code: StepCode): StepWords {
  return {
    title: `week:step.${code}.title`,
    why: `week:step.${code}.why`,
    action: `week:step.${code}.action`,
  };
}
