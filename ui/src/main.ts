import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { setHost } from './host/host';
import { httpHost } from './host/http';
import { inTauri, tauriHost } from './host/tauri';

setHost(inTauri() ? tauriHost() : httpHost());

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
