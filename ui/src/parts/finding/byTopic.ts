/** Rules of one conduct stand together, what binds most first. Pure. */
import type { FindingRow, Topic } from '../../ipc/generated/wire';
import { ranks, topics } from './words';

export interface TopicGroup<F> {
  /** Undefined for rules of a pack that names no conduct. */
  readonly topic: Topic | undefined;
  readonly findings: F[];
}

type Ranked = Pick<FindingRow, 'topic' | 'rank'>;

/** In the reader's order of conducts; within one, the strictest first, else as they came. */
export function byTopic<F extends Ranked>(findings: readonly F[]): TopicGroup<F>[] {
  return [...topics, undefined]
    .map((topic) => ({
      topic,
      findings: findings
        .filter((finding) => finding.topic === topic)
        .sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank)),
    }))
    .filter((group) => group.findings.length > 0);
}
