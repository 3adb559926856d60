/** The one list of calculators, in the order they are offered. Add one here. */
import type { Component } from 'svelte';
import type { Key } from '../../../i18n/resources';
import Apr from './Apr.svelte';
import Card from './Card.svelte';
import CourtFee from './CourtFee.svelte';
import CreditReport from './CreditReport.svelte';
import Enforcement from './Enforcement.svelte';
import Guarantee from './Guarantee.svelte';
import Judgment from './Judgment.svelte';
import Overdue from './Overdue.svelte';
import Schedule from './Schedule.svelte';
import SetOff from './SetOff.svelte';
import SmallClaim from './SmallClaim.svelte';

export interface CalculatorEntry {
  readonly id: string;
  readonly name: Key;
  readonly component: Component;
}

export const calculators: readonly [CalculatorEntry, ...CalculatorEntry[]] = [
  { id: 'schedule', name: 'plans:calc.name.schedule', component: Schedule },
  { id: 'apr', name: 'plans:calc.name.apr', component: Apr },
  { id: 'card', name: 'plans:calc.name.card', component: Card },
  { id: 'overdue', name: 'plans:calc.name.overdue', component: Overdue },
  { id: 'set-off', name: 'plans:calc.name.setOff', component: SetOff },
  { id: 'credit-report', name: 'plans:calc.name.creditReport', component: CreditReport },
  { id: 'guarantee', name: 'plans:calc.name.guarantee', component: Guarantee },
  { id: 'court-fee', name: 'plans:calc.name.courtFee', component: CourtFee },
  { id: 'small-claim', name: 'plans:calc.name.smallClaim', component: SmallClaim },
  { id: 'judgment', name: 'plans:calc.name.judgment', component: Judgment },
  { id: 'enforcement', name: 'plans:calc.name.enforcement', component: Enforcement },
];
