// A refusal in the words of the service, with what support asks for.
import { ApiError, HikubeError } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Away } from './away.tsx';
import { Note } from './note.tsx';

/** What was refused or failed, sentence by sentence. */
export function Problem({ error }: { readonly error: unknown }) {
  const { documentation, words } = useContext(Surroundings);
  if (!(error instanceof HikubeError)) return <p>{words.pageFailed}</p>;
  const api = error instanceof ApiError ? error : undefined;
  const detail = api?.problem.detail ?? error.message;
  const page = api?.problem.type;
  const isServed = documentation !== undefined && page?.startsWith(documentation) === true;
  const fields = (api?.errors ?? []).filter((field) => !detail.includes(field.detail));
  return (
    <>
      <p lang="en">{detail}</p>
      {fields.length > 0 ? (
        <ul>
          {fields.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`} lang="en">
              {pointer === '' ? null : <code>{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      ) : null}
      {page === undefined || !isServed ? null : (
        <p class="small">
          <Away href={page} words={words}>
            {words.problemPage}
          </Away>
        </p>
      )}
      {api?.requestId === undefined ? null : (
        <p class="small">
          {words.request} <code>{api.requestId}</code>
        </p>
      )}
    </>
  );
}

/** The same as a notice that is spoken at once; nothing where nothing was refused. */
export function Refusal({ error }: { readonly error: unknown }) {
  return error === undefined ? null : (
    <Note kind="fail" role="alert">
      <Problem error={error} />
    </Note>
  );
}
