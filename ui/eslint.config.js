import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/api/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      // Attributes are inline styles, which the policy blocks; style directives set properties of the object model.
      'no-restricted-syntax': ['error', { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class or a style directive.' }],
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Links inside the app are route objects, not SvelteKit paths.
      'svelte/no-navigation-without-resolve': 'off',
      // Sets and maps are replaced as a whole where they are state.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // One folder knows the shell: everything else asks `host`.
    files: ['src/**'],
    ignores: ['src/host/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['@tauri-apps/*'], message: 'Ask src/host instead.' }] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask src/host instead.' }],
    },
  },
  { files: ['tests/*.mjs'], rules: { 'no-console': 'off' } },
);
