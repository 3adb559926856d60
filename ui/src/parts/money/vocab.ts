/**
 * The members of the vocabularies of money, in the order they are offered. A
 * member the core adds and a list leaves out does not compile.
 */
import type {
  AccountSection,
  ChargeKind,
  DayConvention,
  EntryKind,
  GapReason,
  LimitationEventKind,
  Part,
  RatePeriod,
} from '../../ipc/generated/wire';

export const parts = [
  'principal',
  'interest',
  'penalty',
  'damages',
  'fee',
] as const satisfies readonly Part[];

export const entryKinds = [
  'disbursement',
  'payment',
  'interest_withheld',
  'upfront_fee',
  'interest',
  'penalty',
  'damages',
  'fee',
  'due',
  'acceleration',
  'rate_change',
  'waiver',
] as const satisfies readonly EntryKind[];

export const chargeKinds = [
  'service_fee',
  'guarantee',
  'insurance',
  'membership',
  'late_fee',
  'overlimit_fee',
  'interest_on_fees',
  'not_on_cost_statement',
  'interest',
  'compound_interest',
  'penalty_interest',
  'liquidated_damages',
  'other',
] as const satisfies readonly ChargeKind[];

export const gapReasons = [
  'payment_not_credited',
  'waiver_not_credited',
  'interest_withheld',
  'order_of_set_off',
  'rate_differs',
  'days_differ',
  'above_ceiling',
  'charge_not_agreed',
  'interest_on_fees',
  'compound_not_agreed',
  'rounding',
  'other',
] as const satisfies readonly GapReason[];

export const limitationEvents = [
  'demand_arrived',
  'demand_signed',
  'promise',
  'part_payment',
  'extension_requested',
  'plan_offered',
  'new_agreement',
  'security_given',
  'card_reminder',
  'agreed_debit',
  'assignment_notice',
  'lawsuit',
  'arbitration',
  'public_notice',
  'joint_debtor',
  'obstacle',
] as const satisfies readonly LimitationEventKind[];

export const dayConventions = [
  'actual_365',
  'actual_360',
  'thirty_360',
] as const satisfies readonly DayConvention[];

export const ratePeriods = ['year', 'month', 'day'] as const satisfies readonly RatePeriod[];

export const sections = [
  'balance',
  'cost',
  'ceiling',
  'gap',
  'limitation',
  'offers',
  'plans',
] as const satisfies readonly AccountSection[];

type Missing<All, List extends readonly All[]> = Exclude<All, List[number]>;
type Nothing<Left extends never> = Left;

/** Nothing is left out of any list. */
export type Complete = Nothing<
  | Missing<Part, typeof parts>
  | Missing<EntryKind, typeof entryKinds>
  | Missing<ChargeKind, typeof chargeKinds>
  | Missing<GapReason, typeof gapReasons>
  | Missing<LimitationEventKind, typeof limitationEvents>
  | Missing<DayConvention, typeof dayConventions>
  | Missing<RatePeriod, typeof ratePeriods>
  | Missing<AccountSection, typeof sections>
>;
