/** The words of a question. A fact nobody worded does not compile. */
import { t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import zhFindings from '../../i18n/zh-CN/findings.json';
import type { Question } from '../../ipc/generated/wire';

/** What is asked, naming what it is about. */
export function ask({ fact, subject }: Question): string {
  const about = subject || t('findings:thisOne');
  if (fact.subject.of === 'number' && fact.key in zhFindings.askNumber) {
    return t(`findings:askNumber.${fact.key}` as Key, { subject: about });
  }
  return t(`findings:ask.${fact.key}`, { subject: about });
}
