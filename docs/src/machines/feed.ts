// The feed of changes (Atom): one entry for each point of the CHANGELOG.

import { escapeHtml } from '../render/html.ts';
import { plain, slug } from '../render/markdown.ts';
import { type Change, headingOf, type Release } from './changelog.ts';

const HOME = 'https://docs.hikube.cloud/';
/** Of what has no day yet: a feed needs a moment, and a moment of the build would make every build another feed. */
const UNRELEASED = '1970-01-01';

/** The feed as XML. */
export function feedOf(releases: readonly Release[]): string {
  const newest = releases.find(({ date }) => date !== undefined)?.date ?? UNRELEASED;
  const entries = releases.flatMap((release) =>
    release.changes.map((change, at) => entryOf(release, change, at)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Changes of Hikube managed Kubernetes</title>
<id>${HOME}changes.xml</id>
<link rel="self" href="${HOME}changes.xml"/>
<link href="${HOME}changes/"/>
<author><name>Hikube</name></author>
<updated>${newest}T00:00:00Z</updated>
${entries.join('\n')}
</feed>
`;
}

function entryOf(release: Release, { kind, text }: Change, at: number): string {
  const { name, date = UNRELEASED } = release;
  const title = plain(text).split(/(?<=[.:;]) /)[0] ?? '';
  return `<entry>
<title>${escapeHtml(`${kind}: ${title}`)}</title>
<id>${HOME}changes/#${encodeURIComponent(name)}-${kind.toLowerCase().replaceAll(' ', '-')}-${at}</id>
<link href="${HOME}changes/#${slug(headingOf(release))}"/>
<updated>${date}T00:00:00Z</updated>
<content type="text">${escapeHtml(plain(text))}</content>
</entry>`;
}
