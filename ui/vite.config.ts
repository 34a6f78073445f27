/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { fixtureMiddleware } from './tests/fixtures/middleware';

/**
 * `--mode fixture` answers /rpc from the sample data under tests/ and sends the app's own Content Security
 * Policy, so that the interface can be looked at, and its policy violations seen, without the Rust side.
 */
function fixtureBackend(): Plugin {
  return {
    name: 'fieldbook-fixture',
    configureServer: (server) => void server.middlewares.use(fixtureMiddleware({ csp: false })),
    configurePreviewServer: (server) => void server.middlewares.use(fixtureMiddleware({ csp: true })),
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(mode === 'fixture' ? [fixtureBackend()] : [])],
  base: './',
  // The updater's signing variables start with TAURI_: they must never reach a bundle.
  envPrefix: ['VITE_'],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  preview: { port: 4173, strictPort: true, host: '127.0.0.1' },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4'],
    // `font-src 'self'` allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], restoreMocks: true },
}));
