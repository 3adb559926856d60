/**
 * The one list of screens. Its order is the order of the rail; `g` then `key`
 * goes there.
 */
import type { Component } from 'svelte';
import type { Key } from './i18n/resources';
import type { IconName } from './kit/Icon.svelte';

export interface Screen {
  readonly id: string;
  readonly name: Key;
  readonly icon: IconName;
  readonly key: string;
  readonly load: () => Promise<{ default: Component }>;
}

export const screens: readonly [Screen, ...Screen[]] = [
  {
    id: 'week',
    name: 'frame:nav.week',
    icon: 'week',
    key: 'w',
    load: () => import('./screens/week/Screen.svelte'),
  },
  {
    id: 'debts',
    name: 'frame:nav.debts',
    icon: 'debts',
    key: 'd',
    load: () => import('./screens/debts/Screen.svelte'),
  },
  {
    id: 'money',
    name: 'frame:nav.money',
    icon: 'money',
    key: 'm',
    load: () => import('./screens/money/Screen.svelte'),
  },
  {
    id: 'contacts',
    name: 'frame:nav.contacts',
    icon: 'contacts',
    key: 'c',
    load: () => import('./screens/contacts/Screen.svelte'),
  },
  {
    id: 'files',
    name: 'frame:nav.files',
    icon: 'clip',
    key: 'e',
    load: () => import('./screens/files/Screen.svelte'),
  },
  {
    id: 'findings',
    name: 'frame:nav.findings',
    icon: 'findings',
    key: 'f',
    load: () => import('./screens/findings/Screen.svelte'),
  },
  {
    id: 'plans',
    name: 'frame:nav.plans',
    icon: 'plans',
    key: 'r',
    load: () => import('./screens/plans/Screen.svelte'),
  },
  {
    id: 'letters',
    name: 'frame:nav.letters',
    icon: 'letters',
    key: 'l',
    load: () => import('./screens/letters/Screen.svelte'),
  },
  {
    id: 'deadlines',
    name: 'frame:nav.deadlines',
    icon: 'clock',
    key: 't',
    load: () => import('./screens/deadlines/Screen.svelte'),
  },
  {
    id: 'papers',
    name: 'frame:nav.papers',
    icon: 'file',
    key: 'p',
    load: () => import('./screens/papers/Screen.svelte'),
  },
  {
    id: 'settings',
    name: 'frame:nav.settings',
    icon: 'settings',
    key: 's',
    load: () => import('./screens/settings/Screen.svelte'),
  },
];

/** The screen of an id; the first one for an address that names none. */
export function screenOf(id: string): Screen {
  return screens.find((screen) => screen.id === id) ?? screens[0];
}
