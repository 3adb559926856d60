/** The form of a debt: what is typed, and the request it becomes. */
import type {
  AssignmentInput,
  BalanceInput,
  Currency,
  Debt,
  DebtInput,
  DebtRow,
  FieldProblem,
  Jurisdiction,
  LenderType,
  PartyRole,
  RatePeriod,
  Stage,
  Tri,
} from '../../ipc/generated/wire';
import { readAmount, sumAmounts } from '../../parts/debt/amount';

export interface LinkForm {
  name: string;
  role: PartyRole | '';
  from: string;
  to: string;
  authorisation_shown: Tri;
  told_in_advance: Tri;
  on_published_list: Tri;
}

/** The four parts of a balance, in the order they are told. */
export const parts = ['principal', 'interest', 'penalty', 'fee'] as const;

export type BalanceForm = Record<(typeof parts)[number], string> & {
  as_of: string;
  said_by: string;
};

export interface DebtForm {
  lender_name: string;
  lender_address: string;
  lender_type: LenderType | '';
  jurisdiction: Jurisdiction;
  /** For a debt in the United States only. */
  credit_reported_on: string;
  cba_member: Tri;
  nifa_member: Tri;
  product: string;
  contract_no: string;
  opened: string;
  overdue_since: string;
  currency: Currency;
  principal: string;
  percent: string;
  per: RatePeriod;
  penalty_terms: string;
  online: Tri;
  stage: Stage;
  chain: LinkForm[];
  balances: BalanceForm[];
  note: string;
}

export function emptyDebt(): DebtForm {
  return {
    lender_name: '',
    lender_address: '',
    lender_type: '',
    jurisdiction: 'CN',
    credit_reported_on: '',
    cba_member: 'unknown',
    nifa_member: 'unknown',
    product: '',
    contract_no: '',
    opened: '',
    overdue_since: '',
    currency: 'CNY',
    principal: '',
    percent: '',
    per: 'year',
    penalty_terms: '',
    online: 'unknown',
    stage: 'verify',
    chain: [],
    balances: [],
    note: '',
  };
}

export function emptyLink(): LinkForm {
  return {
    name: '',
    role: 'agency',
    from: '',
    to: '',
    authorisation_shown: 'unknown',
    told_in_advance: 'unknown',
    on_published_list: 'unknown',
  };
}

export function emptyBalance(): BalanceForm {
  return { as_of: '', principal: '', interest: '', penalty: '', fee: '', said_by: '' };
}

export function fromRow(row: DebtRow): DebtForm {
  const { debt } = row;
  return {
    lender_name: row.lender_name,
    lender_address: row.lender_address ?? '',
    lender_type: debt.lender_type,
    jurisdiction: debt.jurisdiction,
    credit_reported_on: debt.credit_reported_on ?? '',
    cba_member: row.cba_member,
    nifa_member: row.nifa_member,
    product: debt.product,
    contract_no: debt.contract_no ?? '',
    opened: debt.opened ?? '',
    overdue_since: debt.overdue_since ?? '',
    currency: debt.currency,
    principal: debt.principal ?? '',
    percent: debt.rate?.percent ?? '',
    per: debt.rate?.per ?? 'year',
    penalty_terms: debt.penalty_terms ?? '',
    online: debt.online,
    stage: debt.stage,
    chain: debt.chain.map((link, i) => ({
      name: row.chain_names[i] ?? '',
      role: link.role,
      from: link.from ?? '',
      to: link.to ?? '',
      authorisation_shown: link.authorisation_shown,
      told_in_advance: link.told_in_advance,
      on_published_list: link.on_published_list,
    })),
    balances: debt.balances.map((balance, i) => ({
      as_of: balance.as_of,
      principal: balance.principal,
      interest: balance.interest,
      penalty: balance.penalty,
      fee: balance.fee,
      said_by: row.balance_names[i] ?? '',
    })),
    note: debt.note ?? '',
  };
}

/** What the form itself can tell is wrong; the rest is the core's to say. */
export function check(form: DebtForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  const need = (field: string, value: string) => {
    if (value.trim() === '') found.push({ field, code: 'required' });
  };
  const amount = (field: string, value: string) => {
    if (value.trim() !== '' && readAmount(value) === null) found.push({ field, code: 'malformed' });
  };
  need('lender_name', form.lender_name);
  need('lender_type', form.lender_type);
  amount('principal', form.principal);
  if (form.percent.trim() !== '' && readPercent(form.percent) === null) {
    found.push({ field: 'rate', code: 'malformed' });
  }
  form.chain.forEach((link, i) => {
    need(`chain[${i}].name`, link.name);
    need(`chain[${i}].role`, link.role);
    if (link.from && link.to && link.to < link.from) {
      found.push({ field: `chain[${i}].to`, code: 'before_start' });
    }
  });
  form.balances.forEach((balance, i) => {
    need(`balances[${i}].as_of`, balance.as_of);
    for (const part of parts) amount(`balances[${i}].${part}`, balance[part]);
    if (parts.every((part) => balance[part].trim() === '')) need(`balances[${i}].principal`, '');
  });
  return found;
}

/** `was`: the debt as it was saved; a field that is not shown stays as it stood there. */
export function toInput(form: DebtForm, was: Debt | undefined): DebtInput {
  const percent = readPercent(form.percent);
  return {
    id: was?.id,
    lender_name: form.lender_name.trim(),
    lender_address: text(form.lender_address),
    cba_member: form.cba_member,
    nifa_member: form.nifa_member,
    lender_type: form.lender_type || 'other',
    jurisdiction: form.jurisdiction,
    credit_reported_on:
      form.jurisdiction === 'US' ? text(form.credit_reported_on) : was?.credit_reported_on,
    product: form.product.trim(),
    contract_no: text(form.contract_no),
    opened: text(form.opened),
    overdue_since: text(form.overdue_since),
    currency: form.currency,
    principal: readAmount(form.principal) ?? undefined,
    rate: percent === null ? undefined : { percent, per: form.per },
    penalty_terms: text(form.penalty_terms),
    online: form.online,
    stage: form.stage,
    chain: form.chain.map(linkInput),
    balances: form.balances.map(balanceInput),
    note: text(form.note),
  };
}

/** The total of what is readable so far. */
export function totalOf(balance: BalanceForm): string {
  return sumAmounts(parts.map((part) => readAmount(balance[part]) ?? '0'));
}

function linkInput(link: LinkForm): AssignmentInput {
  return {
    ...link,
    name: link.name.trim(),
    role: link.role || 'other',
    from: text(link.from),
    to: text(link.to),
  };
}

function balanceInput(balance: BalanceForm): BalanceInput {
  const [principal, interest, penalty, fee] = parts.map(
    (part) => readAmount(balance[part]) ?? '0',
  ) as [string, string, string, string];
  return {
    as_of: balance.as_of,
    principal,
    interest,
    penalty,
    fee,
    said_by: text(balance.said_by),
  };
}

function readPercent(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s%]/g, '');
  return /^\d{1,4}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

function text(value: string): string | undefined {
  return value.trim() || undefined;
}
