// What was refused leads to the page that explains it, where the service serves one.
import { ApiError } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { rendered } from '../rendered.support.tsx';
import { Problem } from './problem.tsx';

const DOCUMENTATION = 'http://console.test/docs/';

function shown(type: string, documentation: string | undefined): string {
  const error = new ApiError({ status: 404, code: 'not_found', detail: 'There is none.', type });
  return rendered(<Problem error={error} />, 'fr', { documentation });
}

test('its page is a link beside the sentence, which is English in every language', () => {
  const html = shown(`${DOCUMENTATION}problems/not_found`, DOCUMENTATION);
  expect(html).toContain('<p lang="en">There is none.</p>');
  expect(html).toContain(`href="${DOCUMENTATION}problems/not_found" target="_blank"`);
});

test.each([
  ['served by nobody', `${DOCUMENTATION}problems/not_found`, undefined],
  ['elsewhere', 'https://docs.example.com/problems/not_found', DOCUMENTATION],
  ['a script', 'javascript:alert(1)', DOCUMENTATION],
])('a page that is %s is no link', (_, type, documentation) => {
  expect(shown(type, documentation)).not.toContain('href');
});
