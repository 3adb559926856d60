import { expect, test } from 'vitest';
import { setLang, t } from './index.svelte';

test('what comes in both languages is said in the one of the moment', () => {
  const params = { title_zh: '请求核查', title_en: 'Ask for a review', procedure_zh: '投诉' };
  expect(t('week:step.await_them.title', params)).toContain('请求核查');
  setLang('en');
  expect(t('week:step.await_them.title', params)).toContain('Ask for a review');
  setLang('zh-CN');
});
