// provider::hikube::parse_id(id)
import { defineFunction, FunctionError, objectFrom, parameter, types } from 'terraform-plugin';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const parseId = defineFunction({
  summary: 'Takes an id of this provider apart.',
  description: '`prod` is a cluster and `prod/web` something in it: `name` is null for a cluster itself.',
  parameters: [
    parameter('id', types.string, { description: 'Id of a cluster, node group, add-on or upgrade.' }),
  ],
  returns: types.object({ cluster: types.string, name: types.string }),
  run: ([id]) => {
    const [cluster = '', name = null, ...more] = id.split('/');
    if (more.length > 0 || !LABEL.test(cluster) || (name !== null && !LABEL.test(name))) {
      throw new FunctionError(`${JSON.stringify(id)} is not an id; write <cluster> or <cluster>/<name>.`, 0);
    }
    return objectFrom([
      ['cluster', cluster],
      ['name', name],
    ]) as never;
  },
});
