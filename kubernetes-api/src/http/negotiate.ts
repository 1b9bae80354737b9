// In which form a caller wants its answer.
import { notAcceptable, StatusError } from '../status/status.ts';

export type MediaType = 'application/json' | 'application/yaml' | 'application/vnd.kubernetes.protobuf';

/** The form of an answer. */
export interface Accepted {
  readonly type: MediaType;
  /** Such as `Table`; empty for the object itself. */
  readonly as: string;
  readonly group: string;
  readonly version: string;
}

interface Clause {
  readonly type: string;
  readonly q: number;
  readonly params: ReadonlyMap<string, string>;
}

const PROTOBUF: MediaType = 'application/vnd.kubernetes.protobuf';
const WITHOUT_PROTOBUF: readonly MediaType[] = ['application/json', 'application/yaml'];
const TYPES: readonly MediaType[] = [...WITHOUT_PROTOBUF, PROTOBUF];
// Of a watch. A client that names protobuf too gets JSON.
const STREAMED: readonly MediaType[] = ['application/json'];

/** Of a watch. */
export const STREAMS = ['application/json;stream=watch', 'application/vnd.kubernetes.protobuf;stream=watch'];

const PLAIN: Accepted = { type: 'application/json', as: '', group: '', version: '' };

function clauses(accept: string): Clause[] {
  return accept
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const [type = '', ...rest] = text.split(';').map((part) => part.trim());
      const params = new Map(
        rest.map((part): [string, string] => {
          const [name = '', value = ''] = part.split('=');
          return [name.trim(), value.trim()];
        }),
      );
      const q = Number(params.get('q') ?? '1');
      return { type: type.toLowerCase(), q: Number.isNaN(q) ? 1 : q, params };
    })
    .sort((a, b) => b.q - a.q);
}

/**
 * The first form that is wanted and can be given; undefined when there is none.
 * @param transforms whether an `as=` can be given here
 */
export function negotiate(
  accept: string | null,
  transforms: (wanted: Accepted) => boolean,
  types = TYPES,
): Accepted | undefined {
  if (accept === null || accept.trim() === '') return PLAIN;
  for (const { type, params } of clauses(accept)) {
    const found = type === '*/*' ? 'application/json' : types.find((known) => known === type);
    if (found === undefined) continue;
    const wanted: Accepted = {
      type: found,
      as: params.get('as') ?? '',
      group: params.get('g') ?? '',
      version: params.get('v') ?? '',
    };
    if (wanted.as === '') return { ...PLAIN, type: found };
    if (transforms(wanted)) return wanted;
  }
  return undefined;
}

/** The first of a document's types that is wanted, whatever else is asked for with it; undefined when there is none. */
export function negotiateType<Type extends string>(
  accept: string | null,
  types: readonly [Type, ...Type[]],
): Type | undefined {
  if (accept === null || accept.trim() === '') return types[0];
  for (const { type } of clauses(accept)) {
    const found = type === '*/*' || type === 'application/*' ? types[0] : types.find((one) => one === type);
    if (found !== undefined) return found;
  }
  return undefined;
}

const META_GROUP = 'meta.k8s.io';

/** Forms that objects and lists can have beside their own. */
function isObjectForm({ type, as, group, version }: Accepted): boolean {
  if (group !== META_GROUP || type === PROTOBUF) return false;
  if (as === 'Table') return version === 'v1' || version === 'v1beta1';
  return (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') && version === 'v1';
}

/** What is asked of. */
interface Offer {
  readonly stream: boolean;
  /** Custom and hosted objects have no protobuf form. */
  readonly protobuf: boolean;
}

/** @throws StatusError as objects and lists refuse */
export function negotiateObject(accept: string | null, { stream, protobuf }: Offer): Accepted {
  const types = protobuf ? TYPES : WITHOUT_PROTOBUF;
  const streamed = stream ? negotiate(accept, isObjectForm, STREAMED) : undefined;
  const found = streamed ?? negotiate(accept, isObjectForm, types);
  if (found !== undefined) return found;
  const known = clauses(accept ?? '').some(({ type }) => TYPES.some((candidate) => candidate === type));
  if (known) throw notAcceptable(`only the following media types are accepted: ${TYPES.join(', ')}`);
  throw new StatusError(
    406,
    'NotAcceptable',
    stream ? `${NONE_AVAILABLE}, ${STREAMS.join(', ')}` : NONE_AVAILABLE,
    {},
  );
}

/** @throws StatusError as documents refuse that have one form only */
export function negotiatePlain(
  accept: string | null,
  transforms: (wanted: Accepted) => boolean = () => false,
): Accepted {
  const found = negotiate(accept, transforms);
  if (found === undefined)
    throw notAcceptable(`only the following media types are accepted: ${TYPES.join(', ')}`);
  return found;
}

const NONE_AVAILABLE = `406: Not Acceptable\n\nAvailable representations: ${TYPES.join(', ')}`;
