/**
 * The keys of the whole window. They are letters, so they stay out of the way
 * while something is being typed, and use no modifier a system owns; but for the keys
 * that print everywhere, which not every web view knows.
 */
export interface Keys {
  /** `g` then a letter. */
  goTo: (letter: string) => void;
  newContact: () => void;
  showKeys: () => void;
  /** Ctrl+P or ⌘P, from anywhere. */
  print: () => void;
  /** Escape twice, quickly, from anywhere. */
  quickExit: () => void;
}

const TWICE_MS = 600;

/** Listens until the returned function is called. `now` is in milliseconds. */
export function listen(keys: Keys, target: Window = window): () => void {
  let lastEscape = Number.NEGATIVE_INFINITY;
  let lastG = Number.NEGATIVE_INFINITY;

  const onkeydown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'p' && (event.ctrlKey || event.metaKey)) {
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!event.repeat) keys.print();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      if (event.repeat) return;
      if (event.timeStamp - lastEscape < TWICE_MS) keys.quickExit();
      lastEscape = event.timeStamp;
      return;
    }
    if (typing(event.target) || document.querySelector('dialog[open]')) return;
    if (event.timeStamp - lastG < TWICE_MS * 2) {
      lastG = Number.NEGATIVE_INFINITY;
      event.preventDefault();
      keys.goTo(event.key.toLowerCase());
    } else if (event.key === 'g') {
      lastG = event.timeStamp;
    } else if (event.key === 'n') {
      event.preventDefault();
      keys.newContact();
    } else if (event.key === '?') {
      event.preventDefault();
      keys.showKeys();
    }
  };
  // Capture: a dialog that swallows Escape must not swallow the way out.
  target.addEventListener('keydown', onkeydown, { capture: true });
  return () => target.removeEventListener('keydown', onkeydown, { capture: true });
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  }
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
