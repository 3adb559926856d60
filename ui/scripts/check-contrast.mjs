/**
 * Measures the pairs of colours the design language promises (WCAG 2.2
 * contrast) in both themes, straight from tokens.css. With --table it prints
 * the table of DESIGN.md.
 */
import { readFileSync } from 'node:fs';

/** [on, behind, floor]: 7 for what is read, 4.5 for short words, 3 for shapes. */
const pairs = [
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink', 'sunken', 7],
  ['ink-soft', 'paper', 5.5],
  ['ink-soft', 'surface', 5.5],
  ['ink-soft', 'sunken', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'surface', 4.5],
  ['accent-strong', 'accent-wash', 7],
  ['on-accent', 'accent', 7],
  ['on-accent', 'accent-strong', 7],
  ['ask', 'ask-wash', 5.5],
  ['ask', 'surface', 5.5],
  ['ask', 'paper', 5.5],
  ['done', 'done-wash', 5.5],
  ['due', 'due-wash', 5.5],
  ['due', 'surface', 5.5],
  ['ink', 'ask-wash', 7],
  ['ink', 'done-wash', 7],
  ['ink', 'due-wash', 7],
  ['ink', 'accent-wash', 7],
  ['ink', 'night', 7],
  ['line-strong', 'surface', 3],
  ['line-strong', 'paper', 3],
  ['focus', 'paper', 3],
  ['focus', 'surface', 3],
  ['series-1', 'surface', 4.5],
  ['series-1', 'paper', 4.5],
  ['series-2', 'surface', 4.5],
  ['series-2', 'paper', 4.5],
  ['series-3', 'surface', 4.5],
  ['series-3', 'paper', 4.5],
  ['series-4', 'surface', 4.5],
  ['series-4', 'paper', 4.5],
  ['series-5', 'surface', 4.5],
  ['series-5', 'paper', 4.5],
];

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, ...both]) => [
    name,
    both,
  ]),
);

const rows = pairs.map(([on, behind, floor]) => {
  const [light, dark] = [0, 1].map((theme) => contrast(pick(on, theme), pick(behind, theme)));
  return { on, behind, floor, light, dark };
});
const low = rows.filter((row) => Math.min(row.light, row.dark) < row.floor);

if (process.argv.includes('--table')) {
  console.log('| on | behind | light | dark | at least |\n|---|---|---:|---:|---:|');
  for (const { on, behind, light, dark, floor } of rows) {
    console.log(`| ${on} | ${behind} | ${light.toFixed(1)} | ${dark.toFixed(1)} | ${floor} |`);
  }
}
for (const { on, behind, light, dark, floor } of low) {
  console.error(
    `${on} on ${behind}: ${light.toFixed(2)} light, ${dark.toFixed(2)} dark, needs ${floor}`,
  );
}
if (!process.argv.includes('--table')) {
  console.log(`contrast: ${rows.length} pairs in two themes, ${low.length} too low`);
}
process.exit(low.length ? 1 : 0);

function pick(name, theme) {
  const found = colours.get(name);
  if (!found) throw new Error(`no colour token ${name}`);
  return found[theme];
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
