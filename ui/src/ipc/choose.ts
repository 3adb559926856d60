/** Which host this page runs in. */
import type { Host } from './host';

export async function chooseHost(): Promise<Host | null> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauriHost;
  const token = new URLSearchParams(location.search).get('token');
  if (token) return (await import('./devhost')).devHost(token);
  // `npm run dev` without a core: invented answers, to look at screens.
  if (import.meta.env.DEV) return (await import('./demo')).demoHost();
  return null;
}
