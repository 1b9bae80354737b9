// The emulator as a panel of a page: the map, what happens, and what a reader can do to it.
import { siteMap } from '../drawings/map.ts';
import { type Html, html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import type { Language } from '../site.ts';
import { LANDING_TEXTS } from '../words/landing.ts';

/** The panel; a button with `data-start-emulator` on the same page starts it. */
export function emulatorPanel(language: Language): Html {
  const texts = LANDING_TEXTS[language];
  return html`<section class="try" data-emulator aria-labelledby="emulator"><div class="row between"><h2 id="emulator">${texts.emulator}</h2><span class="num dim" data-clock>${texts.none}</span></div>
<div class="map">${siteMap(texts.map, texts.sites)}</div>
<div class="said"><p class="row between"><b data-phase>${texts.idle}</b><span class="num small dim" data-count></span></p><progress max="100" value="0" aria-label="${texts.progress}" data-progress></progress><p class="small dim text" role="status" data-text>${texts.idleText}</p></div>
<div class="row controls"><button class="btn" type="button" data-site-switch="gland" aria-disabled="true">${icon('away')}<span>${texts.down}</span></button><button class="btn" type="button" data-hour aria-disabled="true">${icon('next')}${texts.hour}</button></div></section>`;
}
