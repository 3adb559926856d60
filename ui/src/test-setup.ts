/** Every component test starts in Chinese, light, with nothing kept. */
import { beforeEach } from 'vitest';
import { applyPrefs, prefs } from './frame/prefs.svelte';
import { forgetReads } from './ipc/query.svelte';
import { dropDrafts } from './kit/draft.svelte';
import './styles/base.css';
import './styles/print.css';
import './styles/tokens.css';

beforeEach(() => {
  prefs.lang = 'zh-CN';
  prefs.theme = 'light';
  prefs.size = 'normal';
  applyPrefs();
  forgetReads();
  dropDrafts();
  location.hash = '';
});
