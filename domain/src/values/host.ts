// Host names as ingresses and certificates take them.

const HOST_MAX_LENGTH = 253;

const HOST_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether the text is a host name in lower case; `*.` in front is a wildcard for one label. */
export function isHostName(text: string): boolean {
  if (text.length > HOST_MAX_LENGTH) return false;
  const name = text.startsWith('*.') ? text.slice(2) : text;
  return name.split('.').every((label) => HOST_LABEL.test(label));
}
