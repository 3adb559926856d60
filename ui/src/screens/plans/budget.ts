/** The form of a household's month: what is typed, and the budget it becomes. */
import type {
  Budget,
  BudgetView,
  ExpenseGroup,
  FieldProblem,
  HardshipProof,
  IncomeGroup,
} from '../../ipc/generated/wire';
import { readAmount, sumAmounts } from '../../parts/debt/amount';

export const incomeGroups = [
  'wage',
  'business',
  'pension',
  'benefit',
  'family',
  'other',
] as const satisfies readonly IncomeGroup[];

export const expenseGroups = [
  'housing',
  'utilities',
  'food',
  'transport',
  'medical',
  'education',
  'dependants',
  'insurance',
  'other',
] as const satisfies readonly ExpenseGroup[];

export const proofs = [
  'income',
  'bank_statement',
  'all_debts',
  'job_loss',
  'illness',
  'disability',
  'public_aid',
  'dependants',
  'business',
  'disaster',
] as const satisfies readonly HardshipProof[];

/** Nothing is left out of any list. */
type Nothing<Left extends never> = Left;
export type Complete = Nothing<
  | Exclude<IncomeGroup, (typeof incomeGroups)[number]>
  | Exclude<ExpenseGroup, (typeof expenseGroups)[number]>
  | Exclude<HardshipProof, (typeof proofs)[number]>
>;

export interface BudgetForm {
  income: Record<string, string>;
  expenses: Record<string, string>;
  savings: string;
  /** By debt: what has to be paid on it before all others. */
  priority: Record<string, string>;
  at_hand: HardshipProof[];
  notes: Record<string, string>;
}

export function fromView({ budget, debts }: BudgetView): BudgetForm {
  return {
    income: amounts(incomeGroups, budget.income),
    expenses: amounts(expenseGroups, budget.expenses),
    savings: budget.savings ?? '',
    priority: Object.fromEntries(debts.map((debt) => [debt.id, debt.priority_monthly ?? ''])),
    at_hand: (budget.hardship ?? []).filter((item) => item.at_hand).map((item) => item.proof),
    notes: Object.fromEntries(
      proofs.map((proof) => [
        proof,
        budget.hardship?.find((item) => item.proof === proof)?.note ?? '',
      ]),
    ),
  };
}

/** One amount a group; several of one group, as another program may write them, become one. */
function amounts<G extends string>(
  groups: readonly G[],
  lines: readonly { group: G; amount: string }[],
): Record<string, string> {
  return Object.fromEntries(
    groups.map((group) => {
      const own = lines.filter((line) => line.group === group).map((line) => line.amount);
      return [group, own.length > 1 ? sumAmounts(own) : (own[0] ?? '')];
    }),
  );
}

/** An empty group is not entered; a zero is a zero. */
export function toBudget(form: BudgetForm): Budget {
  return {
    income: lines(incomeGroups, form.income),
    expenses: lines(expenseGroups, form.expenses),
    savings: readAmount(form.savings) ?? undefined,
    hardship: proofs.flatMap((proof) => {
      const at_hand = form.at_hand.includes(proof);
      const note = form.notes[proof]?.trim() || undefined;
      return at_hand || note ? [{ proof, at_hand, note }] : [];
    }),
  };
}

function lines<G extends string>(groups: readonly G[], typed: Record<string, string>) {
  return groups.flatMap((group) => {
    const amount = readAmount(typed[group] ?? '');
    return amount === null ? [] : [{ group, amount }];
  });
}

/** Everything typed that is no amount. */
export function check(form: BudgetForm): FieldProblem[] {
  const typed: [string, string][] = [
    ...Object.entries(form.income).map(([at, v]): [string, string] => [`income.${at}`, v]),
    ...Object.entries(form.expenses).map(([at, v]): [string, string] => [`expenses.${at}`, v]),
    ['savings', form.savings],
    ...Object.entries(form.priority).map(([at, v]): [string, string] => [`priority.${at}`, v]),
  ];
  return typed
    .filter(([, value]) => value.trim() !== '' && readAmount(value) === null)
    .map(([field]) => ({ field, code: 'malformed' }));
}

/** What is typed so far, added up; what is no amount does not count. */
export function sumOf(typed: Record<string, string>): string {
  return sumAmounts(Object.values(typed).flatMap((value) => readAmount(value) ?? []));
}
