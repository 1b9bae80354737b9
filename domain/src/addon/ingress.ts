// Options of the ingress controllers: how they are reached, and for which host names.
import { error, errorWith, type Finding } from '../finding.ts';
import { isHostName } from '../values/host.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkList, checkString, type JsonObject, show, showBare } from '../values/read.ts';

/** How something is published: through the platform's ingress, or with a public address of its own. */
export const EXPOSURES: readonly string[] = Object.freeze(['proxied', 'load-balancer']);

/** Checks a field that takes one of {@link EXPOSURES}. */
export function checkExposure(value: unknown, pointer: string): readonly Finding[] {
  return checkString(value, pointer, 'exposure', (text) => {
    if (EXPOSURES.includes(text)) return [];
    const detail = `exposure must be ${EXPOSURES.join(' or ')}, not ${show(text)}.${didYouMean(text, EXPOSURES)}`;
    return [error(pointer, 'invalid_value', detail, EXPOSURES)];
  });
}

/** Checks `options.ingress`. */
export function checkIngressOptions(options: JsonObject, pointer: string): readonly Finding[] {
  const hostsPointer = at(pointer, 'hosts');
  return [
    ...checkExposure(options['exposure'], at(pointer, 'exposure')),
    ...checkList(options['hosts'], hostsPointer, 'hosts', (hosts) =>
      hosts.flatMap((host, index) => checkHost(host, at(hostsPointer, index))),
    ),
  ];
}

function checkHost(host: unknown, pointer: string): readonly Finding[] {
  return checkString(host, pointer, 'A host', (text) => {
    if (isHostName(text)) return [];
    const detail = `${show(text)} is not a host name; write it in lower case, such as "shop.example.ch" or "*.example.ch".`;
    const params = { expects: 'hostName', value: showBare(text) } as const;
    return [errorWith(params, pointer, 'invalid_value', detail)];
  });
}
