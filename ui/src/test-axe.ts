/** Finds what WCAG 2.2 AA forbids in the page as it stands. For tests. */
import axe from 'axe-core';

/** The rules broken, each with the first place; empty when there are none. */
export async function faultsOf(root: Element = document.body): Promise<string[]> {
  const result = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  return result.violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 120)}`);
}
