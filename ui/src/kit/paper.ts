/** Paper: the sheet a screen is laid out for, and how it gets there. */

import { t } from '../i18n/index.svelte';
import { say } from './toast.svelte';

/** A sheet and its margins. */
export interface Paper {
  readonly size: 'A4' | 'A5';
  /** Laid across. */
  readonly landscape: boolean;
  /** Margin above and below, in millimetres. */
  readonly block: number;
  /** Margin on either side, in millimetres. */
  readonly inline: number;
}

/** What print.css lays out for. */
const USUAL: Paper = { size: 'A4', landscape: false, block: 18, inline: 16 };

let paper = USUAL;
let printer = async (_: Paper): Promise<boolean> => false;

/** Says who prints; `false` is the answer of one who leaves it to the page. */
export function setPrinter(next: (paper: Paper) => Promise<boolean>): void {
  printer = next;
}

/**
 * Lays out for another sheet than print.css does, until what is returned is called. Not in
 * print.css: named pages are not known to every web view.
 */
export function layOutFor(next: Paper): () => void {
  const sheet = new CSSStyleSheet();
  const size = next.landscape ? `${next.size} landscape` : next.size;
  sheet.replaceSync(`
    @page { size: ${size}; margin: ${next.block}mm ${next.inline}mm; }
    @media print { body { min-inline-size: ${breadth(next)}mm; } }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  paper = next;
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    paper = USUAL;
  };
}

/** How broad what is printed may be, in millimetres. */
function breadth({ size, landscape, inline }: Paper): number {
  const [short, long] = size === 'A4' ? [210, 297] : [148, 210];
  return (landscape ? long : short) - 2 * inline;
}

const preparing = new Set<() => Promise<void>>();

/** Has something done before what the window shows is printed, until the returned function is called. */
export function beforePrint(prepare: () => Promise<void>): () => void {
  preparing.add(prepare);
  return () => preparing.delete(prepare);
}

/** Prints what the window shows, through the system's dialog; ends when that has ended. */
export async function print(): Promise<void> {
  try {
    await Promise.all([...preparing].map((prepare) => prepare()));
    if (!(await printer(paper))) await printPage();
  } catch {
    // Whatever the system knows of it, it has told where its printers are looked after.
    say(t('common:notPrinted'));
  }
}

/**
 * WebKit cuts through the rows of a table where a sheet ends, though not through boxes; it
 * is known by a property only it has.
 */
const CUTS_ROWS = CSS.supports('hanging-punctuation', 'first');

/**
 * Has the rows of a table printed as boxes where rows would be cut, with the columns the
 * table has on paper. For `beforeprint`; what is returned is for `afterprint`.
 */
export function keepRowsWhole(table: HTMLTableElement): () => void {
  if (!CUTS_ROWS) return () => {};
  const root = document.documentElement.style;
  // As print.css has it, to measure by.
  root.fontSize = '10.5pt';
  table.style.inlineSize = `${breadth(paper)}mm`;
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const columns = heads.map((cell) => `minmax(0, ${cell.getBoundingClientRect().width}fr)`);
  root.fontSize = '';
  table.style.inlineSize = '';
  table.style.setProperty('--columns', columns.join(' '));
  table.dataset.rows = 'whole';
  return () => {
    table.style.removeProperty('--columns');
    delete table.dataset.rows;
  };
}

/** As a browser prints. */
function printPage(): Promise<void> {
  return new Promise((done) => {
    addEventListener('afterprint', () => done(), { once: true });
    window.print();
  });
}
