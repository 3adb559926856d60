/** The form of an agreement: what is typed, and the request it becomes. */
import type {
  AgreedPayment,
  Agreement,
  AgreementInput,
  FieldProblem,
  PlanOutcome,
  Tri,
} from '../../ipc/generated/wire';
import { readDay } from '../../kit/when';
import { readAmount } from '../../parts/debt/amount';

export const DRAFT = 'agreed plan';

export interface AgreementForm {
  open: boolean;
  id: string;
  debt: string;
  agreed_on: string;
  /** One payment a line: the day, then the amount. */
  payments: string;
  months: string;
  kept: Tri;
  broken_on: string;
  breaks: string;
  evidence: string;
  /** To fill in equal payments. */
  first: string;
  count: string;
  each: string;
}

export function emptyAgreement(): AgreementForm {
  return {
    open: false,
    id: '',
    debt: '',
    agreed_on: '',
    payments: '',
    months: '',
    kept: 'unknown',
    broken_on: '',
    breaks: '',
    evidence: '',
    first: '',
    count: '',
    each: '',
  };
}

export function fromAgreement(agreement: Agreement): AgreementForm {
  return {
    ...emptyAgreement(),
    open: true,
    id: agreement.id,
    debt: agreement.debt,
    agreed_on: agreement.agreed_on,
    payments: written(agreement.payments ?? []),
    months: agreement.months === undefined ? '' : String(agreement.months),
    kept: agreement.kept,
    broken_on: agreement.broken_on ?? '',
    breaks: agreement.breaks ?? '',
    evidence: agreement.evidence ?? '',
  };
}

/** A plan that was agreed on; the day is for the reader to say. */
export function fromOutcome(debt: string, outcome: PlanOutcome): AgreementForm {
  const payments = outcome.rows.map(({ due, payment }) => ({ due, amount: payment }));
  return { ...emptyAgreement(), open: true, debt, payments: written(payments) };
}

export function written(payments: readonly AgreedPayment[]): string {
  return payments.map(({ due, amount }) => `${due} ${amount}`).join('\n');
}

/** The payments of lines as typed or pasted; a line that cannot be read is told by its number. */
export function readPayments(
  typed: string,
  today: string,
): { payments: AgreedPayment[]; unread: number[] } {
  const payments: AgreedPayment[] = [];
  const unread: number[] = [];
  typed.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    // The amount is last: days may be written with spaces.
    const parts = /^(.*?\S)[\s,，;；:：\t]+(\S+)$/.exec(line.trim());
    const due = parts && readDay(parts[1] ?? '', today);
    const amount = parts && readAmount(parts[2] ?? '');
    if (due && amount) payments.push({ due, amount });
    else unread.push(at + 1);
  });
  return { payments, unread };
}

/** `count` payments of one amount, a month apart; the last day of a month where it is shorter. */
export function monthly(first: string, count: number, amount: string): AgreedPayment[] {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, i) => {
    const last = new Date(Date.UTC(year, month + i, 0)).getUTCDate();
    const due = new Date(Date.UTC(year, month - 1 + i, Math.min(day, last)));
    return { due: due.toISOString().slice(0, 10), amount };
  });
}

export function check(form: AgreementForm, today: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!form.debt) found.push({ field: 'debt', code: 'required' });
  if (!form.agreed_on) found.push({ field: 'agreed_on', code: 'required' });
  if (readPayments(form.payments, today).unread.length > 0) {
    found.push({ field: 'payments', code: 'malformed' });
  }
  if (form.months.trim() && !/^[1-9]\d{0,2}$/.test(form.months.trim())) {
    found.push({ field: 'months', code: 'malformed' });
  }
  if (form.kept === 'no' && !form.broken_on) found.push({ field: 'broken_on', code: 'required' });
  return found;
}

/** Are the equal payments to fill in complete? */
export function checkMonthly(form: AgreementForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!form.first) found.push({ field: 'first', code: 'required' });
  if (!/^[1-9]\d{0,2}$/.test(form.count.trim())) found.push({ field: 'count', code: 'malformed' });
  if (readAmount(form.each) === null) found.push({ field: 'each', code: 'malformed' });
  return found;
}

export function toInput(form: AgreementForm, today: string): AgreementInput {
  const { payments } = readPayments(form.payments, today);
  return {
    id: form.id || undefined,
    debt: form.debt,
    agreed_on: form.agreed_on,
    months: payments.length > 0 ? payments.length : Number(form.months) || undefined,
    kept: form.kept,
    broken_on: form.kept === 'no' ? form.broken_on || undefined : undefined,
    payments,
    breaks: form.breaks.trim() || undefined,
    evidence: form.evidence.trim() || undefined,
  };
}
