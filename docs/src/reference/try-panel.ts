// The panel on the page of an operation in which its sample can be pressed.
import { html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import type { Block } from '../site.ts';
import type { Operation } from './contract.ts';
import { requestOf } from './curl-request.ts';

/** The panel; nothing for an operation without a sample. */
export function tryPanel(operation: Operation): readonly Block[] {
  const sample = operation['x-codeSamples']?.find(({ label }) => label === 'curl');
  const request = sample === undefined ? undefined : requestOf(sample.source);
  if (request === undefined) return [];
  const { method, path, headers, body } = request;
  const field =
    body === undefined
      ? ''
      : html`<label>Body<textarea data-body spellcheck="false" rows="4">${body}</textarea></label>`;
  return [
    {
      kind: 'island',
      markdown: '',
      html: html`<section class="try" data-try data-method="${method}" data-headers="${JSON.stringify(headers)}" aria-labelledby="try-it"><div class="row between"><h2 id="try-it">Try it</h2><span class="small dim">in this page, no account</span></div>
<div class="form controls"><label>${method} /v1<input data-path value="${path}" spellcheck="false" autocomplete="off"></label>${field}<div class="row"><button class="btn primary" type="button" data-send>${icon('play')}Send</button></div></div>
<div class="answer"><p role="status" class="small" data-status>Nothing sent yet. The emulator is loaded when you press Send.</p><pre tabindex="0" role="group" aria-label="The answer"><code data-answer></code></pre></div></section>`,
    },
  ];
}
