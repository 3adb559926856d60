/** The conducts in the groups of the tick list; every one stands in exactly one group. */
import type { Conduct } from '../../ipc/generated/wire';

export const groups = ['money', 'words', 'force', 'privacy', 'claims', 'visit'] as const;
export type Group = (typeof groups)[number];

const groupOf: Record<Conduct, Group> = {
  identity_not_stated: 'money',
  collector_not_disclosed: 'money',
  private_phone: 'money',
  private_account: 'money',
  extra_fee: 'money',
  push_new_loan: 'money',
  insult: 'words',
  public_insult: 'words',
  obscene_language: 'words',
  intimidation: 'words',
  harassment: 'words',
  threat_safety: 'force',
  violence: 'force',
  damage_property: 'force',
  restrain_liberty: 'force',
  chase_or_follow: 'force',
  extortion: 'force',
  seize_property: 'force',
  demand_from_other: 'privacy',
  spread_privacy: 'privacy',
  public_posting: 'privacy',
  marked_mail: 'privacy',
  trade_personal_data: 'privacy',
  spying: 'privacy',
  impersonate_authority: 'claims',
  impersonate_lender: 'claims',
  impersonate_lawyer: 'claims',
  forged_document: 'claims',
  false_claim: 'claims',
  false_blacklist: 'claims',
  false_promise: 'claims',
  threaten_arrest: 'claims',
  sue_or_threaten_suit: 'claims',
  opt_out_missing: 'claims',
  enter_without_consent: 'visit',
  disturb_workplace: 'visit',
  misleading_dress: 'visit',
};

export function conductsIn(group: Group): Conduct[] {
  return (Object.keys(groupOf) as Conduct[]).filter((conduct) => groupOf[conduct] === group);
}
