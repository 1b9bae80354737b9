// Progress. Its width is set through the CSSOM, because the page allows no style of an element's own in its text.

/** A bar. @param percent 0 to 100 */
export function Meter({ percent, label }: { readonly percent: number; readonly label: string }) {
  return <progress class="meter" max={100} value={percent} aria-label={label} />;
}
