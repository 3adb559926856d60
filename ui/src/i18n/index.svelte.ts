/**
 * Words. `t` re-reads the language each time it runs inside a template, so a
 * switch shows at once and nothing is reloaded.
 */
import i18next from 'i18next';
import { type Key, type Lang, resources } from './resources';

export type { Key, Lang } from './resources';

export const languages: readonly { id: Lang; name: string }[] = [
  { id: 'zh-CN', name: '中文' },
  { id: 'en', name: 'English' },
];

let current = $state<Lang>('zh-CN');

void i18next.init({
  lng: 'zh-CN',
  fallbackLng: false,
  resources,
  ns: Object.keys(resources['zh-CN']),
  defaultNS: 'common',
  initAsync: false,
  // Svelte escapes what it prints; doing it twice would show entities.
  interpolation: { escapeValue: false },
});

export function lang(): Lang {
  return current;
}

export function setLang(next: Lang): void {
  void i18next.changeLanguage(next);
  current = next;
  document.documentElement.lang = next;
}

/**
 * The words for a key in the language of the moment. A parameter that comes in both
 * languages, `title_zh` and `title_en`, is filled in as `title`.
 */
export function t(key: Key, params: Record<string, string | number> = {}): string {
  const side = current === 'en' ? '_en' : '_zh';
  const own = Object.entries(params)
    .filter(([name]) => name.endsWith(side))
    .map(([name, value]) => [name.slice(0, -side.length), value] as const);
  return i18next.t(key, { lng: current, ...params, ...Object.fromEntries(own) });
}
