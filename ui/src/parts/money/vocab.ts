/** Lists the core does not give: the sections of an account, the periods of a rate. */
import type { AccountSection, RatePeriod } from '../../ipc/generated/wire';

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

/** Nothing is left out of any list: a member the core adds does not compile. */
export type Complete = Nothing<
  Missing<RatePeriod, typeof ratePeriods> | Missing<AccountSection, typeof sections>
>;
