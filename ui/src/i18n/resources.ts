/**
 * The one list of areas. An area is one JSON file per language; its keys are
 * typed from the Chinese file, and scripts/check-i18n.mjs holds the English
 * one to it.
 */
import enCommon from './en/common.json';
import enContacts from './en/contacts.json';
import enDeadlines from './en/deadlines.json';
import enDebts from './en/debts.json';
import enErrors from './en/errors.json';
import enFiles from './en/files.json';
import enFindings from './en/findings.json';
import enFrame from './en/frame.json';
import enImport from './en/import.json';
import enLetters from './en/letters.json';
import enMoney from './en/money.json';
import enPapers from './en/papers.json';
import enPlans from './en/plans.json';
import enProof from './en/proof.json';
import enSettings from './en/settings.json';
import enTerms from './en/terms.json';
import enVault from './en/vault.json';
import enWeek from './en/week.json';
import zhCommon from './zh-CN/common.json';
import zhContacts from './zh-CN/contacts.json';
import zhDeadlines from './zh-CN/deadlines.json';
import zhDebts from './zh-CN/debts.json';
import zhErrors from './zh-CN/errors.json';
import zhFiles from './zh-CN/files.json';
import zhFindings from './zh-CN/findings.json';
import zhFrame from './zh-CN/frame.json';
import zhImport from './zh-CN/import.json';
import zhLetters from './zh-CN/letters.json';
import zhMoney from './zh-CN/money.json';
import zhPapers from './zh-CN/papers.json';
import zhPlans from './zh-CN/plans.json';
import zhProof from './zh-CN/proof.json';
import zhSettings from './zh-CN/settings.json';
import zhTerms from './zh-CN/terms.json';
import zhVault from './zh-CN/vault.json';
import zhWeek from './zh-CN/week.json';

const zh = {
  common: zhCommon,
  contacts: zhContacts,
  deadlines: zhDeadlines,
  debts: zhDebts,
  errors: zhErrors,
  files: zhFiles,
  findings: zhFindings,
  frame: zhFrame,
  import: zhImport,
  letters: zhLetters,
  money: zhMoney,
  papers: zhPapers,
  plans: zhPlans,
  proof: zhProof,
  settings: zhSettings,
  terms: zhTerms,
  vault: zhVault,
  week: zhWeek,
};

const en = {
  common: enCommon,
  contacts: enContacts,
  deadlines: enDeadlines,
  debts: enDebts,
  errors: enErrors,
  files: enFiles,
  findings: enFindings,
  frame: enFrame,
  import: enImport,
  letters: enLetters,
  money: enMoney,
  papers: enPapers,
  plans: enPlans,
  proof: enProof,
  settings: enSettings,
  terms: enTerms,
  vault: enVault,
  week: enWeek,
};

export const resources = { 'zh-CN': zh, en };

export type Lang = keyof typeof resources;

type Singular<S extends string> = S extends `${infer Stem}_${'one' | 'other'}` ? Stem : S;

type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Path<T[K]>}`;
}[keyof T & string];

/** `area:path.to.words`, for every string there is. */
export type Key = {
  [A in keyof typeof zh]: `${A}:${Path<(typeof zh)[A]>}`;
}[keyof typeof zh];
