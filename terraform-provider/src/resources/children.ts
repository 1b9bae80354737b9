// Ids for import: the name of a cluster, and `<cluster>/<name>` for what belongs to it.
import { DiagnosticsError, error } from 'terraform-plugin';

export interface ChildId {
  readonly cluster: string;
  readonly name: string;
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Reads an import id; throws what a person needs to write it right. */
export function parseChildId(id: string, noun: string): ChildId {
  const [cluster = '', name = '', ...more] = id.split('/');
  if (more.length > 0 || !LABEL.test(cluster) || !LABEL.test(name)) {
    throw new DiagnosticsError(
      error(
        `Cannot import the ${noun} ${JSON.stringify(id)}`,
        `The id of a ${noun} is <cluster>/<${noun.replace(' ', '-')}>, such as "prod/web".`,
      ),
    );
  }
  return { cluster, name };
}

/** Reads the import id of a cluster. */
export function parseClusterId(id: string): string {
  if (LABEL.test(id)) return id;
  throw new DiagnosticsError(
    error(
      `Cannot import the cluster ${JSON.stringify(id)}`,
      'The id of a cluster is its name, such as "prod".',
    ),
  );
}
