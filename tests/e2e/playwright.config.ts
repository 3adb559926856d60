/** Journeys through the built page on the loopback host; pictures for people. */
import { resolve } from 'node:path';
import { defineConfig } from '../../ui/node_modules/playwright/test';

const target = process.env.MINGZHANG_TARGET ?? resolve(__dirname, '../../target');

export default defineConfig({
  outputDir: `${target}/journeys`,
  // Each test starts a host of its own; deriving a key takes a core.
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' },
  },
  projects: [
    { name: 'journeys', testMatch: '*.journey.ts' },
    { name: 'look', testMatch: 'look.ts' },
  ],
});
