/** Words for what is wrong with a letter template. A new code must be worded here. */
import type { Key } from '../../i18n/resources';
import type { TemplateCode } from '../../ipc/generated/wire';

export const templateIssueWords: Record<TemplateCode, Key> = {
  template_manifest: 'settings:templateIssue.template_manifest',
  template_file_missing: 'settings:templateIssue.template_file_missing',
  template_id_mismatch: 'settings:templateIssue.template_id_mismatch',
  template_syntax: 'settings:templateIssue.template_syntax',
  template_unbalanced: 'settings:templateIssue.template_unbalanced',
  template_unknown_name: 'settings:templateIssue.template_unknown_name',
  template_unused_name: 'settings:templateIssue.template_unused_name',
  template_unguarded_optional: 'settings:templateIssue.template_unguarded_optional',
  template_outline: 'settings:templateIssue.template_outline',
  template_table_shape: 'settings:templateIssue.template_table_shape',
  template_forbidden_word: 'settings:templateIssue.template_forbidden_word',
  template_law_in_template: 'settings:templateIssue.template_law_in_template',
  template_unknown_citation: 'settings:templateIssue.template_unknown_citation',
  template_nobody_fills: 'settings:templateIssue.template_nobody_fills',
  template_sample_fails: 'settings:templateIssue.template_sample_fails',
  template_sample_reads_badly: 'settings:templateIssue.template_sample_reads_badly',
  template_embedded_id: 'settings:templateIssue.template_embedded_id',
  template_long_id: 'settings:templateIssue.template_long_id',
  template_too_large: 'settings:templateIssue.template_too_large',
  template_not_text: 'settings:templateIssue.template_not_text',
};
