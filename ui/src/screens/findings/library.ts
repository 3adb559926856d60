/** How the library is put in order. Pure. */
import { lang } from '../../i18n/index.svelte';
import type { RuleHit, Topic } from '../../ipc/generated/wire';
import { ranks, topics } from '../../parts/finding/words';
import { said } from '../../parts/term/term';

export const orders = ['best', 'title', 'newest', 'rank'] as const;

/** As asked; of equals the order of the core stays. */
export function sorted(hits: readonly RuleHit[], order: string): RuleHit[] {
  const titles = new Intl.Collator(lang() === 'en' ? 'en' : 'zh-CN');
  const compare: Record<string, (a: RuleHit, b: RuleHit) => number> = {
    title: (a, b) => titles.compare(said(a.card.texts.title), said(b.card.texts.title)),
    newest: (a, b) => (b.card.from ?? '').localeCompare(a.card.from ?? ''),
    rank: (a, b) => ranks.indexOf(a.card.rank) - ranks.indexOf(b.card.rank),
  };
  const by = compare[order];
  return by ? [...hits].sort(by) : [...hits];
}

export interface Shelf {
  readonly id: string;
  readonly topic: Topic | undefined;
  readonly hits: RuleHit[];
}

/** Rights on a shelf of their own, first; the rest conduct by conduct. */
export function shelves(hits: readonly RuleHit[]): Shelf[] {
  const judged = hits.filter((hit) => hit.card.engine !== 'info');
  return [
    { id: 'rights', topic: undefined, hits: hits.filter((hit) => hit.card.engine === 'info') },
    ...[...topics, undefined].map((topic) => ({
      id: topic ?? 'other',
      topic,
      hits: judged.filter((hit) => hit.card.topic === topic),
    })),
  ].filter((shelf) => shelf.hits.length > 0);
}
