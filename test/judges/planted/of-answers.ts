// Changes of what is answered that break clients.
import { answer, header, operation, property, schema } from './contract-copy.ts';
import type { PlantedBreak } from './planted.ts';

const without = (list: readonly string[] | undefined, gone: string) =>
  (list ?? []).filter((each) => each !== gone);

/** Statuses, media types, headers, problem codes and fields. */
export const OF_ANSWERS: readonly PlantedBreak[] = [
  {
    kind: 'success-changed',
    change: 'a success has another status',
    plant: (copy) => {
      const { responses } = operation(copy, 'createToken');
      responses['200'] = responses['201']!;
      delete responses['201'];
    },
  },
  {
    kind: 'success-changed',
    change: 'there is a second success',
    plant: (copy) => {
      const { responses } = operation(copy, 'createToken');
      responses['204'] = { description: 'Nothing to say.' };
    },
  },
  {
    kind: 'error-status-removed',
    change: 'an error status is gone',
    plant: (copy) => delete operation(copy, 'createCluster').responses['409'],
  },
  {
    kind: 'answer-media-type-removed',
    change: 'a media type of an answer is gone',
    plant: (copy) => delete answer(copy, 'getManifest', '200').content!['application/yaml'],
  },
  {
    kind: 'answer-media-type-removed',
    change: 'errors have another media type',
    plant: (copy) => {
      const { content } = answer(copy, 'getTenant', '401');
      content!['application/json'] = content!['application/problem+json']!;
      delete content!['application/problem+json'];
    },
  },
  {
    kind: 'header-removed',
    change: 'a header of an answer is gone',
    plant: (copy) => delete answer(copy, 'createCluster', '202').headers!['Location'],
  },
  {
    kind: 'header-optional',
    change: 'a header of an answer is no longer always there',
    plant: (copy) => Object.assign(header(copy, 'Location'), { required: false }),
  },
  {
    kind: 'problem-code-removed',
    change: 'a problem code of an operation is gone',
    plant: (copy) => {
      const created = operation(copy, 'createCluster');
      created['x-hikube-problems'] = without(created['x-hikube-problems'], 'quota_exceeded');
    },
  },
  {
    kind: 'problem-status-changed',
    change: 'a problem code comes with another status',
    plant: (copy) => {
      const [from, to] = ['422', '403'].map((status) => answer(copy, 'createCluster', status));
      const [old, now] = [from, to].map((each) => each!.content!['application/problem+json']!.examples!);
      now!['quota_exceeded'] = old!['quota_exceeded']!;
      delete old!['quota_exceeded'];
    },
  },
  {
    kind: 'field-removed',
    change: 'a field of an answer is gone',
    plant: (copy) => {
      const cluster = schema(copy, 'Cluster');
      delete cluster.properties!['endpoint'];
      cluster.required = without(cluster.required, 'endpoint');
    },
  },
  {
    kind: 'field-removed',
    change: 'a field of an answer is called otherwise',
    plant: (copy) => {
      const { properties, required } = schema(copy, 'Volume');
      properties!['volumeName'] = properties!['name']!;
      delete properties!['name'];
      required!.splice(required!.indexOf('name'), 1, 'volumeName');
    },
  },
  {
    kind: 'field-optional',
    change: 'a field of an answer is no longer always there',
    plant: (copy) => {
      const cluster = schema(copy, 'Cluster');
      cluster.required = without(cluster.required, 'endpoint');
    },
  },
  {
    kind: 'type-changed',
    change: 'a field of an answer has another type',
    plant: (copy) => Object.assign(property(schema(copy, 'Cluster'), 'generation'), { type: 'string' }),
  },
  {
    kind: 'type-changed',
    change: 'a field of an answer may be null',
    plant: (copy) =>
      Object.assign(property(schema(copy, 'Tenant'), 'displayName'), { type: ['string', 'null'] }),
  },
  {
    kind: 'type-changed',
    change: 'a field of an answer may be null, said beside a reference',
    plant: (copy) => {
      const cluster = schema(copy, 'Cluster');
      cluster.properties!['createdAt'] = { anyOf: [property(cluster, 'createdAt'), { type: 'null' }] };
    },
  },
  {
    kind: 'format-changed',
    change: 'a field of an answer has another format',
    plant: (copy) => Object.assign(schema(copy, 'Timestamp'), { format: 'date' }),
  },
  {
    kind: 'value-added',
    change: 'a closed enum of an answer grows',
    plant: (copy) => schema(copy, 'OperationStatus').enum!.push('stalled'),
  },
  {
    kind: 'type-changed',
    change: 'a closed enum of an answer takes any text',
    plant: (copy) => {
      const status = schema(copy, 'OperationStatus');
      const { enum: values } = status;
      delete status.enum;
      delete status.type;
      status.anyOf = [{ type: 'string', enum: values! }, { type: 'string' }];
    },
  },
  {
    kind: 'schema-removed',
    change: 'a schema has another name',
    plant: (copy) => {
      const text = JSON.stringify(copy)
        .replaceAll('"#/components/schemas/Tenant"', '"#/components/schemas/Customer"')
        .replace('"Tenant":{', '"Customer":{');
      Object.assign(copy, JSON.parse(text));
    },
  },
];
