// Which right a call needs, in the words of RBAC: whoever has to give it must be able to write it down.
const RESOURCE = /^\/(?:api\/[^/?]+|apis\/([^/?]+)\/[^/?]+)\/([^?]+)/;
const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', DELETE: 'delete' };

/** Such as `get pods in tenant-acme`. */
export function rightTo(method: string, path: string): string {
  const [, group, rest = ''] = RESOURCE.exec(path) ?? [];
  const [plain = ''] = path.split('?');
  if (rest === '') return `${VERBS[method] ?? 'get'} ${plain}`;
  const parts = rest.split('/');
  const isWithin = parts[0] === 'namespaces' && parts.length > 2;
  const [resource = '', name, below] = isWithin ? parts.slice(2) : parts;
  const isWatch = /[?&]watch=(?:1|true)\b/.test(path);
  const reading = isWatch ? 'watch' : name === undefined ? 'list' : 'get';
  const what = [resource, ...(below === undefined ? [] : [below])].join('/');
  const ofGroup = group === undefined ? what : `${what}.${group}`;
  return `${VERBS[method] ?? reading} ${ofGroup}${isWithin ? ` in ${parts[1]}` : ''}`;
}

/** RBAC of Kubernetes names verb and resource itself; a webhook or a proxy in front may say anything. */
export function withRight(message: string, right: string): string {
  return /cannot \w+ (?:resource|path) "/.test(message) ? message : `${message} (the right to ${right})`;
}
