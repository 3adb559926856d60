/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type Plugin } from 'vite';

/**
 * The built page carries its own policy, so that it holds in every host. The
 * dev server injects style elements and could not live under it.
 */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content:
          // Recordings are played from memory: media-src names that alone.
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
          'media-src blob:; ' +
          "font-src 'self'; connect-src 'self' ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'",
      },
    },
  ],
};

export default defineConfig({
  plugins: [svelte(), policy],
  base: './',
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    target: ['chrome125', 'safari18'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    // One page at a time: pages that share two cores starve each other's input.
    fileParallelism: false,
    testTimeout: 30_000,
    browser: {
      enabled: true,
      headless: true,
      // Two runs at once must not fight over a port.
      api: { strictPort: false },
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
          args: ['--no-sandbox', '--disable-gpu'],
        },
      }),
      instances: [{ browser: 'chromium', viewport: { width: 1280, height: 800 } }],
    },
  },
});
