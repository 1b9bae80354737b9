// A refusal in the words of the service, with what support asks for.
import { ApiError, HikubeError } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

/** What was refused or failed, sentence by sentence. */
export function Problem({ error }: { readonly error: unknown }) {
  const { words } = useContext(Surroundings);
  if (!(error instanceof HikubeError)) return <p>{words.pageFailed}</p>;
  const api = error instanceof ApiError ? error : undefined;
  const detail = api?.problem.detail ?? error.message;
  const fields = (api?.errors ?? []).filter((field) => !detail.includes(field.detail));
  return (
    <>
      <p>{detail}</p>
      {fields.length > 0 ? (
        <ul>
          {fields.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {pointer === '' ? null : <code>{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      ) : null}
      {api?.requestId === undefined ? null : (
        <p class="small">
          {words.request} <code>{api.requestId}</code>
        </p>
      )}
    </>
  );
}
