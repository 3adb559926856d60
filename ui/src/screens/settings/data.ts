/** The choices of the settings screen. */

/** Minutes without input before the window locks; 0 is never. */
export const idleChoices = ['1', '5', '10', '15', '30', '60', '0'] as const;
export type IdleChoice = (typeof idleChoices)[number];

/** The choice that shows a stored number; a number set elsewhere falls to the next shorter one. */
export function idleChoice(minutes: number): IdleChoice {
  if (minutes === 0) return '0';
  const fitting = idleChoices.filter((choice) => choice !== '0' && Number(choice) <= minutes);
  return fitting.at(-1) ?? '1';
}

/** A hash short enough to compare by eye. */
export function shortHash(hex: string): string {
  return hex.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
}
