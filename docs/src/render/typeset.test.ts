import { expect, test } from 'vitest';
import { typesetFrench } from './typeset.ts';

test.each([
  ['<p>Une erreur ?</p>', '<p>Une erreur\u202f?</p>'],
  ['<p><code>a : b</code> : oui</p>', '<p><code>a : b</code>\u202f: oui</p>'],
  ['<p>« un »</p>', '<p>«\u202fun\u202f»</p>'],
  ['<pre>a ; b</pre><a title="a : b">c</a>', '<pre>a ; b</pre><a title="a : b">c</a>'],
])('%s', (written, printed) => {
  expect(typesetFrench(written)).toBe(printed);
});
