// What a reader has chosen, kept for the next page. A browser that keeps nothing is asked again there.

/** What is chosen: the scheme, or the tab that shows its language. */
type Choice = 'theme' | 'tab';

/** Keeps a choice. */
export function remember(choice: Choice, value: string): void {
  try {
    localStorage.setItem(`hikube-${choice}`, value);
  } catch {
    // Then it holds for this page only.
  }
}

/** What was chosen before; null for nothing. */
export function remembered(choice: Choice): string | null {
  try {
    return localStorage.getItem(`hikube-${choice}`);
  } catch {
    return null;
  }
}
