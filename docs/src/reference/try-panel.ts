// The panel in which the sample of an operation can be pressed, on its page and in guides.
import { html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import type { Block, Language } from '../site.ts';
import { wordsOf } from '../words/words.ts';
import type { Operation } from './contract.ts';
import { requestOf } from './curl-request.ts';

/**
 * The panel; nothing for an operation without a sample.
 * @param id of its heading, unique on the page
 */
export function tryPanel(operation: Operation, language: Language = 'en', id = 'try-it'): readonly Block[] {
  const sample = operation['x-codeSamples']?.find(({ label }) => label === 'curl');
  const request = sample === undefined ? undefined : requestOf(sample.source);
  if (request === undefined) return [];
  const { method, path, headers, body } = request;
  const words = wordsOf(language).tryIt;
  const field =
    body === undefined
      ? ''
      : html`<label>${words.body}<textarea data-body spellcheck="false" rows="4">${body}</textarea></label>`;
  return [
    {
      kind: 'island',
      markdown: '',
      html: html`<section class="try" data-try data-method="${method}" data-headers="${JSON.stringify(headers)}" aria-labelledby="${id}"><div class="row between"><h2 id="${id}">${words.title}</h2><span class="small dim">${words.here}</span></div>
<div class="form controls"><label>${method} /v1<input data-path value="${path}" spellcheck="false" autocomplete="off"></label>${field}<div class="row"><button class="btn primary" type="button" data-send>${icon('play')}${words.send}</button></div></div>
<div class="answer"><p role="status" class="small" data-status>${words.nothingYet}</p><pre tabindex="0" role="group" aria-label="${words.answer}"><code data-answer></code></pre></div></section>`,
    },
  ];
}
