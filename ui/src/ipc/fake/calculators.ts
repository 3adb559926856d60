/** Answers of some calculators; the figures are plain and the ground is made up. */
import type { Basis, Computation, Computed } from '../generated/wire';
import { fen, sum, yuan } from './fen';

export const ground: Basis = {
  slug: 'example',
  title: { zh: '示例规定的第一句话', en: 'The first sentence of the example rules' },
  instrument: 'example-rules',
  name: '示例规定',
  name_en: 'Example Rules',
  clause: '第一条',
  force: 'law',
  grade: 'A',
  to_verify: false,
  sources: ['S0'],
};

export function compute(asked: Computation): Computed {
  const done = (answer: Computed['answer']): Computed => ({ answer, problems: [] });
  switch (asked.op) {
    case 'schedule': {
      const { principal, periods, method } = asked.request;
      if (periods < 1 || periods > 600) {
        return { problems: [{ field: 'periods', code: 'out_of_range' }] };
      }
      const owed = fen(principal);
      const rows = Array.from({ length: periods }, (_, i) => {
        const before = (owed * BigInt(i)) / BigInt(periods);
        const after = (owed * BigInt(i + 1)) / BigInt(periods);
        const interest = (owed - before) / 100n;
        return {
          n: i + 1,
          payment: yuan(after - before + interest),
          principal: yuan(after - before),
          interest: yuan(interest),
          balance: yuan(owed - after),
        };
      });
      const interest = sum(rows.map((row) => row.interest));
      return done({
        op: 'schedule',
        answer: {
          method,
          period_percent: '1.0000000000',
          rows,
          total_payment: yuan(owed + interest),
          total_interest: yuan(interest),
        },
      });
    }
    case 'apr': {
      const figures = (cost: string, nominal: string) => ({
        received: '10000.00',
        repaid: '11000.00',
        cost,
        irr: {
          per_period_percent: '1.5',
          nominal_annual_percent: nominal,
          effective_annual_percent: '19.5618171461',
        },
        simple_percent: '18.4615384615',
        flat_percent: '10.0000000000',
      });
      return done({
        op: 'apr',
        answer: {
          stated: figures('1000.00', '18'),
          by_rule: figures('1200.00', '21.6000100000'),
          all_in: figures('1300.00', '23.9'),
          charges: [
            { kind: 'service_fee', amount: '200.00', by_rule: true, basis: ground },
            { kind: 'insurance', amount: '100.00', by_rule: false },
          ],
          principal_assumed_equal: true,
          basis: ground,
        },
      });
    }
    case 'court_fee':
      return done({
        op: 'court_fee',
        answer: { fee: '25.00', reduced_at_most: '17.50', basis: [ground] },
      });
    case 'set_off':
      return done({
        op: 'set_off',
        answer: {
          shares: asked.request.debts.map(({ id, balance }, at) => ({
            id,
            amount: at === 0 ? asked.request.payment : '0.00',
            left: balance,
            reason: at === 0 ? 'due' : 'remaining',
          })),
          overpaid: '0.00',
          basis: ground,
        },
      });
    case 'credit_report':
      return done({
        op: 'credit_report',
        answer: asked.request.ended
          ? {
              kept_to: '2031-11-21',
              gone_from: '2031-11-22',
              should_be_gone: false,
              basis: ground,
            }
          : { should_be_gone: false, basis: ground },
      });
    default:
      return { problems: [{ field: '.', code: 'figure_missing' }] };
  }
}
