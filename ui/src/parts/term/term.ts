/**
 * Words for the closed vocabularies of a case. A code the core adds and nobody
 * worded does not compile.
 */
import { lang, t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import type zhTerms from '../../i18n/zh-CN/terms.json';
import type {
  Channel,
  Conduct,
  Connection,
  Currency,
  Direction,
  Disclosure,
  Force,
  Jurisdiction,
  LenderType,
  LetterState,
  Membership,
  NoticeKind,
  NumberKind,
  PartyRole,
  Purpose,
  Reach,
  Relation,
  SourceKind,
  Stage,
  Topic,
  Tri,
  VisitPlace,
  Voice,
  Voicemail,
  Words,
} from '../../ipc/generated/wire';

interface Vocabularies {
  channel: Channel;
  conduct: Conduct;
  connection: Connection;
  currency: Currency;
  direction: Direction;
  disclosure: Disclosure;
  force: Force;
  jurisdiction: Jurisdiction;
  lender_type: LenderType;
  letter_state: LetterState;
  membership: Membership;
  notice_kind: NoticeKind;
  number_kind: NumberKind;
  party_role: PartyRole;
  purpose: Purpose;
  reach: Reach;
  relation: Relation;
  /** Rows that were typed have no source. */
  source_kind: SourceKind | 'by_hand';
  stage: Stage;
  topic: Topic;
  tri: Tri;
  visit_place: VisitPlace;
  voice: Voice;
  voicemail: Voicemail;
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
