/**
 * Prints the pages of a letter through the system's dialog: the very pages of the
 * preview, one on each sheet. Whoever opens the dialog sees what the PDF holds.
 */

import { layOutFor, print } from '../../kit/paper';

const SHEETS = 'paper';

/**
 * Takes the pages away from under a dialog that is still open: a vault locks itself
 * meanwhile, and whoever comes then prints nothing.
 */
export function withdrawPages(): void {
  document.querySelector(`body > .${SHEETS}`)?.remove();
}

export async function printPages(pages: readonly string[]): Promise<void> {
  withdrawPages();
  const paper = document.createElement('div');
  paper.className = SHEETS;
  paper.setAttribute('aria-hidden', 'true');
  const addresses = pages.map((svg) =>
    URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })),
  );
  const images = addresses.map((address) => {
    const image = document.createElement('img');
    image.src = address;
    image.alt = '';
    return image;
  });
  paper.append(...images);
  let usualSheet = () => {};
  try {
    document.body.append(paper);
    // The pages fill their sheets; what else the window shows stays away from them.
    usualSheet = layOutFor({ size: 'A4', landscape: false, block: 0, inline: 0 });
    document.documentElement.dataset.printing = SHEETS;
    // A page that is not drawn yet would come out empty.
    await Promise.all(images.map((image) => image.decode()));
    await print();
  } finally {
    paper.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
    usualSheet();
    delete document.documentElement.dataset.printing;
  }
}
