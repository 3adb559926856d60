/**
 * Words for the closed vocabularies of a case. A code the core adds and nobody
 * worded does not compile.
 */
import { lang, t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import type zhTerms from '../../i18n/zh-CN/terms.json';
import type {
  AboveEffect,
  Actor,
  BalanceFrom,
  Channel,
  ChargeKind,
  Conduct,
  Conflict,
  Connection,
  Currency,
  DataIssueCode,
  DayConvention,
  DeadlineForce,
  DeadlineState,
  Direction,
  Disclosure,
  EntryKind,
  EventKind,
  FigureForce,
  FigureGrade,
  Force,
  GapReason,
  Jurisdiction,
  LawGrade,
  LenderType,
  LetterState,
  LimitationEventKind,
  LimitationState,
  LimitationStepKind,
  LineKind,
  MediaKind,
  Membership,
  MergeReason,
  NoticeKind,
  NumberKind,
  Part,
  PartyRole,
  PostingMethod,
  ProblemKind,
  Purpose,
  QuoteOrigin,
  Reach,
  Relation,
  ReplyKind,
  SourceKind,
  Stage,
  StepKind,
  Topic,
  Tri,
  VisitPlace,
  Voice,
  Voicemail,
  Words,
  WorkingKind,
} from '../../ipc/generated/wire';

interface Vocabularies {
  above_effect: AboveEffect;
  actor: Actor;
  balance_from: BalanceFrom;
  call_conflict: Conflict;
  channel: Channel;
  charge_kind: ChargeKind;
  conduct: Conduct;
  connection: Connection;
  currency: Currency;
  data_issue: DataIssueCode;
  day_convention: DayConvention;
  deadline_force: DeadlineForce;
  deadline_state: DeadlineState;
  direction: Direction;
  disclosure: Disclosure;
  entry_kind: EntryKind;
  event_kind: EventKind;
  figure_force: FigureForce;
  figure_grade: FigureGrade;
  force: Force;
  gap_reason: GapReason;
  jurisdiction: Jurisdiction;
  law_grade: LawGrade;
  lender_type: LenderType;
  letter_state: LetterState;
  limitation_event: LimitationEventKind;
  limitation_state: LimitationState;
  limitation_step: LimitationStepKind;
  line_kind: LineKind;
  media_kind: MediaKind;
  membership: Membership;
  merge_reason: MergeReason;
  notice_kind: NoticeKind;
  number_kind: NumberKind;
  part: Part;
  posting_method: PostingMethod;
  party_role: PartyRole;
  problem_kind: ProblemKind;
  purpose: Purpose;
  quote_origin: QuoteOrigin;
  reach: Reach;
  relation: Relation;
  reply_kind: ReplyKind;
  /** Rows that were typed have no source. */
  source_kind: SourceKind | 'by_hand';
  stage: Stage;
  step_kind: StepKind;
  topic: Topic;
  tri: Tri;
  visit_place: VisitPlace;
  voice: Voice;
  voicemail: Voicemail;
  working_kind: WorkingKind;
}

type Worded = { [V in keyof Vocabularies]: Record<Vocabularies[V], string> };
type Complete = typeof zhTerms extends Worded ? keyof Vocabularies : never;

/** The word for one member: `term('stage', 'verify')`. */
export function term<V extends Complete>(vocabulary: V, code: Vocabularies[V]): string {
  return t(`terms:${vocabulary}.${code}` as Key);
}

/** Choices for a control, from a list of codes. */
export function options<V extends Complete>(
  vocabulary: V,
  codes: readonly Vocabularies[V][],
): { value: Vocabularies[V]; label: string }[] {
  return codes.map((value) => ({ value, label: term(vocabulary, value) }));
}

/** The side of words that come in both languages, from packs and templates. */
export function said(words: Words): string {
  return lang() === 'en' ? words.en : words['zh-CN'];
}
