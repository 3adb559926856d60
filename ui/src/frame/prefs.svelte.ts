/**
 * What the reader chose about looks. It is kept beside the program, never in
 * a vault, and says nothing about a case.
 */
import { type Lang, languages, setLang } from '../i18n/index.svelte';

export type Theme = 'system' | 'light' | 'dark';
export type Size = 'normal' | 'large' | 'largest';

const STORE = 'look';

const stored = load();

export const prefs = $state<{ lang: Lang; theme: Theme; size: Size }>({
  lang: pick(
    stored.lang,
    languages.map((l) => l.id),
    'zh-CN',
  ),
  theme: pick<Theme>(stored.theme, ['system', 'light', 'dark'], 'system'),
  size: pick<Size>(stored.size, ['normal', 'large', 'largest'], 'normal'),
});

/** Puts the choices on the page and keeps them. */
export function applyPrefs(): void {
  const root = document.documentElement;
  root.dataset.theme = prefs.theme;
  root.dataset.size = prefs.size;
  setLang(prefs.lang);
  try {
    localStorage.setItem(STORE, JSON.stringify(prefs));
  } catch {
    // Storage may be off; the choice then lasts until the window closes.
  }
}

function load(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function pick<T extends string>(value: unknown, known: readonly T[], otherwise: T): T {
  return known.find((k) => k === value) ?? otherwise;
}
