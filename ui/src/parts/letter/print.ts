/**
 * Prints the pages of a letter through the system's dialog: the very pages of the
 * preview, one on each sheet. Whoever opens the dialog sees what the PDF holds.
 */

const SHEETS = 'paper';

/** The pages fill their sheets; what else the window shows stays away from them. */
function fullSheets(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  // Not in print.css: named pages are not known to every web view, and lists keep a margin.
  sheet.replaceSync('@page { size: A4; margin: 0; }');
  return sheet;
}

export async function printPages(pages: readonly string[]): Promise<void> {
  document.querySelector(`body > .${SHEETS}`)?.remove();
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
  const sheet = fullSheets();
  const clear = () => {
    paper.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    delete document.documentElement.dataset.printing;
  };
  try {
    document.body.append(paper);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.documentElement.dataset.printing = SHEETS;
    // A page that is not drawn yet would come out empty.
    await Promise.all(images.map((image) => image.decode()));
  } catch (error) {
    clear();
    throw error;
  }
  window.addEventListener('afterprint', clear, { once: true });
  window.print();
}
