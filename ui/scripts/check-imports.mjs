/**
 * Who may import whom: kit knows no domain, parts know no screen, screens do
 * not know each other, and one file alone knows the window's own API. No file
 * carries a style attribute, which the content policy would drop.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const src = new URL('../src', import.meta.url).pathname;

/** folder → folders it may import from; its own is always allowed. */
const floors = {
  styles: [],
  i18n: [],
  ipc: ['i18n'],
  kit: ['i18n'],
  parts: ['i18n', 'ipc', 'kit', 'frame'],
  frame: ['i18n', 'ipc', 'kit', '.'],
  screens: ['i18n', 'ipc', 'kit', 'parts', 'frame'],
};

const faults = [];
for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(svelte|ts)$/.test(entry.name)) continue;
  const path = relative(src, join(entry.parentPath, entry.name));
  const text = readFileSync(join(src, path), 'utf8');
  const test = path.endsWith('.test.ts');
  if (path.endsWith('.svelte') && /\sstyle(=|:)/.test(text.replace(/<style[\s\S]*/, ''))) {
    faults.push(`${path}: style attribute`);
  }
  for (const [, from] of text.matchAll(/(?:from |import\(|import )['"]([^'"]+)['"]/g)) {
    if (from.startsWith('@tauri-apps/') && path !== 'ipc/tauri.ts') {
      faults.push(`${path}: only ipc/tauri.ts may import ${from}`);
    }
    if (!from.startsWith('.') || test) continue;
    const to = normalize(join(dirname(path), from));
    const [here, there] = [folder(path), folder(to)];
    if (here === '.' || to.startsWith('..')) continue;
    if (here === 'screens' && there === 'screens' && screen(path) !== screen(to)) {
      faults.push(`${path}: imports another screen, ${to}`);
    }
    if (here !== there && !floors[here]?.includes(there)) faults.push(`${path}: imports ${to}`);
  }
}

for (const fault of faults) console.error(fault);
console.log(`imports: ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);

function folder(path) {
  return path.includes('/') ? path.split('/')[0] : '.';
}

function screen(path) {
  return path.split('/')[1];
}
