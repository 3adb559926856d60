/** The sheet a screen is printed on, where it is not the one of print.css. */

/**
 * Sets what `@page` says until what is returned is called. Not in print.css: named pages
 * are not known to every web view.
 */
export function printOn(says: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { ${says}; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
