/**
 * Fails on words that are missing in one language, on words nobody uses, and
 * on placeholders that differ between the languages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = new URL('../src', import.meta.url).pathname;
const faults = [];

const words = { 'zh-CN': load('zh-CN'), en: load('en') };
compare('zh-CN', 'en');
compare('en', 'zh-CN');

const code = sources(src);
const whole = new Set();
const begun = [];
for (const text of code) {
  for (const [, key] of text.matchAll(/['"`]([a-z]+:[\w.]+)['"`]/g)) whole.add(key);
  // `area:group.${value}`: every word that fits may be meant.
  for (const [, stem, rest] of text.matchAll(/`([a-z]+:[\w.]*)\$\{[^}]+\}([\w.]*)/g)) {
    begun.push(new RegExp(`^${quote(stem)}[\\w.]+${rest ? quote(rest) : ''}`));
  }
}
const known = new Set([...words['zh-CN'].keys()].map(singular));
for (const key of whole) {
  const area = key.split(':')[0];
  if ([...known].some((k) => k.startsWith(`${area}:`)) && !known.has(key)) {
    faults.push(`no words for ${key}`);
  }
}
for (const key of known) {
  if (!whole.has(key) && !begun.some((stem) => stem.test(key))) faults.push(`unused: ${key}`);
}

for (const fault of faults) console.error(fault);
console.log(`i18n: ${known.size} keys, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);

function load(lang) {
  const found = new Map();
  for (const file of readdirSync(join(src, 'i18n', lang))) {
    const area = file.replace('.json', '');
    flatten(JSON.parse(readFileSync(join(src, 'i18n', lang, file), 'utf8')), `${area}:`, found);
  }
  return found;
}

function flatten(node, prefix, into) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`, into);
  }
}

function compare(from, to) {
  const there = new Map([...words[to]].map(([key, text]) => [singular(key), text]));
  for (const [key, text] of words[from]) {
    const other = there.get(singular(key));
    if (other === undefined) faults.push(`${to} lacks ${key}`);
    else if (from === 'zh-CN') {
      // English may need a count only to choose a plural.
      for (const name of holes(text)) {
        if (name !== 'count' && !holes(other).includes(name)) {
          faults.push(`${to} leaves out {{${name}}} in ${key}`);
        }
      }
    }
    if (text.trim() === '') faults.push(`${from} is empty at ${key}`);
  }
}

function holes(text) {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
}

function singular(key) {
  return key.replace(/_(one|other)$/, '');
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function quote(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
