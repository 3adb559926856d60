import { mount } from 'svelte';
import App from './App.svelte';
import { applyPrefs } from './frame/prefs.svelte';
import { chooseHost } from './ipc/choose';
import { setHost } from './ipc/client';
import { setPrinter } from './kit/paper';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

applyPrefs();

const host = await chooseHost();
if (host) {
  setHost(host);
  setPrinter((paper) => host.print(paper));
}

const target = document.getElementById('app');
if (target) mount(App, { target });
