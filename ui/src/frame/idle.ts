/**
 * When an open vault is to be locked by itself: after a time without a sign of
 * somebody, and whenever the machine has slept. Pure: both clocks are arguments.
 */

/** Two readings of the same moment, in milliseconds. */
export interface Clocks {
  /** The time of day; goes on while the machine sleeps. */
  readonly wall: number;
  /** Time since some start; stands still while it sleeps. */
  readonly steady: number;
}

/** So much more on the wall than on the steady clock is a sleep, not a slow timer. */
const SLEPT = 30_000;

export class Idle {
  #seen: Clocks;
  #sign: Clocks;

  /** `minutes` without a sign; 0: only a sleep locks. */
  constructor(
    readonly minutes: number,
    now: Clocks,
  ) {
    this.#seen = now;
    this.#sign = now;
  }

  /** Somebody is here. */
  sign(now: Clocks): void {
    this.#sign = now;
  }

  /** Is it time to lock? Asked every few seconds; how late the asking is makes no difference. */
  over(now: Clocks): boolean {
    const slept = now.wall - this.#seen.wall - (now.steady - this.#seen.steady) > SLEPT;
    this.#seen = now;
    // A clock set back must not keep the vault open: the longer of the two counts.
    const quiet = Math.max(now.wall - this.#sign.wall, now.steady - this.#sign.steady);
    return slept || (this.minutes > 0 && quiet >= this.minutes * 60_000);
  }
}
