import { mount } from 'svelte';
import App from './App.svelte';
import { applyPrefs } from './frame/prefs.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

applyPrefs();

const target = document.getElementById('app');
if (target) mount(App, { target });
