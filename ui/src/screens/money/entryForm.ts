/** The form of an entry: what each kind asks for, and the request it becomes. */
import {
  type ChargeKind,
  type Debt,
  type EntryInput,
  type EntryKind,
  type EntryRow,
  entryKinds,
  type FieldProblem,
  type Part,
  type RatePeriod,
} from '../../ipc/generated/wire';
import { readAmount } from '../../parts/debt/amount';
import { some } from '../../parts/money/account';
import { readPercent } from '../../parts/money/percent';

export interface EntryForm {
  open: boolean;
  id: string;
  kind: EntryKind | '';
  day: string;
  amount: string;
  part: Part | '';
  percent: string;
  per: RatePeriod;
  charge: ChargeKind | '';
  payee: string;
  evidence: string;
}

type Detail = 'amount' | 'part' | 'rate' | 'charge' | 'payee';

const details: Record<EntryKind, readonly Detail[]> = {
  disbursement: ['amount'],
  interest_withheld: ['amount'],
  upfront_fee: ['amount', 'charge'],
  interest: ['amount'],
  penalty: ['amount'],
  damages: ['amount'],
  fee: ['amount', 'charge'],
  rate_change: ['rate'],
  due: ['amount'],
  acceleration: [],
  payment: ['amount', 'payee'],
  waiver: ['part', 'amount'],
};

/** Does an entry of this kind have this? */
export function asks(kind: EntryKind | '', detail: Detail): boolean {
  return kind !== '' && details[kind].includes(detail);
}

export function emptyEntry(): EntryForm {
  return {
    open: false,
    id: '',
    kind: '',
    day: '',
    amount: '',
    part: '',
    percent: '',
    per: 'year',
    charge: '',
    payee: '',
    evidence: '',
  };
}

/** The first entry of an account, as far as the register knows it. */
export function firstEntry(debt: Debt): EntryForm {
  return {
    ...emptyEntry(),
    open: true,
    kind: 'disbursement',
    day: debt.opened ?? '',
    amount: debt.principal ?? '',
  };
}

export function fromEntry({ id, entry, charge, payee }: EntryRow): EntryForm {
  return {
    open: true,
    id,
    kind: entry.kind,
    day: entry.day,
    amount: entry.amount ?? '',
    part: entry.part ?? '',
    percent: entry.rate?.percent ?? '',
    per: entry.rate?.per ?? 'year',
    charge: charge ?? '',
    payee: payee ?? '',
    evidence: entry.evidence ?? '',
  };
}

/** What may be chosen: a payment stays a payment, and nothing else becomes one. */
export function kindsFor(form: EntryForm): readonly EntryKind[] {
  if (form.id === '') return entryKinds;
  if (form.kind === 'payment') return ['payment'];
  return entryKinds.filter((kind) => kind !== 'payment');
}

/** What the form itself can tell is wrong; the rest is the core's to say. */
export function check(form: EntryForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  const need = (field: string, value: string) => {
    if (value.trim() === '') found.push({ field: `entry.${field}`, code: 'required' });
    return value.trim() !== '';
  };
  need('kind', form.kind);
  need('day', form.day);
  if (asks(form.kind, 'part')) need('part', form.part);
  if (asks(form.kind, 'amount') && need('amount', form.amount)) {
    const amount = readAmount(form.amount);
    if (amount === null) found.push({ field: 'entry.amount', code: 'malformed' });
    else if (!some(amount)) found.push({ field: 'entry.amount', code: 'out_of_range' });
  }
  if (asks(form.kind, 'rate') && need('rate', form.percent) && readPercent(form.percent) === null) {
    found.push({ field: 'entry.rate', code: 'malformed' });
  }
  return found;
}

export function toInput(form: EntryForm, debt: string): EntryInput {
  const kind = form.kind || 'payment';
  const percent = readPercent(form.percent);
  return {
    id: form.id || undefined,
    debt,
    entry: {
      day: form.day,
      kind,
      amount: asks(kind, 'amount') ? (readAmount(form.amount) ?? undefined) : undefined,
      part: asks(kind, 'part') ? form.part || undefined : undefined,
      rate: asks(kind, 'rate') && percent !== null ? { percent, per: form.per } : undefined,
      evidence: form.evidence.trim() || undefined,
    },
    charge: asks(kind, 'charge') ? form.charge || undefined : undefined,
    payee: asks(kind, 'payee') ? form.payee.trim() || undefined : undefined,
  };
}
