/** Journeys through the built page on the loopback host; pictures for people. */
import { defineConfig } from '../../ui/node_modules/playwright/test';

export default defineConfig({
  outputDir: './results',
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
