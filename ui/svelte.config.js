import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Runes everywhere; styles stay in files, as the app's policy forbids inline ones. */
export default {
  preprocess: vitePreprocess({ script: true }),
  compilerOptions: { runes: true, css: 'external' },
};
