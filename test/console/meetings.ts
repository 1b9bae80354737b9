// Labels and fields that come too near to each other to be told apart.
import type { Page } from 'playwright-core';

/** Pixels that are between any two of them at least. */
const APART = 3;

/** Which labels and fields meet, one line each. A label is as large as its text, also where that runs out of its column. */
export async function meetings(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`(() => {
    const boxes = [...document.querySelectorAll('.field > label, .field .input')].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const isLabel = element.localName === 'label';
      const rects = isLabel ? [...range.getClientRects()] : [element.getBoundingClientRect()];
      const name = isLabel ? element.textContent.trim() : 'field of ' + element.labels[0]?.textContent.trim();
      return rects.filter(({ width }) => width > 0).map((rect) => ({ element, name, rect }));
    });
    const near = (a, b) =>
      a.left < b.right + ${APART} && b.left < a.right + ${APART} && a.top < b.bottom && b.top < a.bottom;
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter((other) => other.element !== one.element && near(one.rect, other.rect))
        .map((other) => one.name + ' meets ' + other.name),
    );
  })()`)) as readonly string[];
}
