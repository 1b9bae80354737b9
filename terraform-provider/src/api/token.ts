// Asks once whose token this is, so that a wrong one is one error, and not one for each resource.
import { type Diagnostic, DiagnosticsError, error, warning } from 'terraform-plugin';
import { type ApiErrorShape, hasStatus, isUnreachable, messageOf } from './problems.ts';

const VALID_TOKEN = 'Set HIKUBE_TOKEN, or `token` of the provider, to a token that is valid.';

const WITH_V1 = 'Set HIKUBE_ENDPOINT, or `endpoint` of the provider, to its base URL with /v1.';

/** Nobody has given a token. */
export const NO_TOKEN = error(
  'There is no token',
  'Set HIKUBE_TOKEN to a token of your tenant, or `token` of the provider to a variable that holds one.',
);

/** What may stand in place of a setting that is not known before something else is applied. */
const INSTEAD: Readonly<Record<string, string>> = {
  endpoint: 'set HIKUBE_ENDPOINT',
  token: 'set HIKUBE_TOKEN',
  kubeconfig_path: 'set HIKUBE_KUBECONFIG',
  context: 'set HIKUBE_CONTEXT',
  namespace: 'set HIKUBE_NAMESPACE',
};

/** Settings that contradict each other, or say too little. */
export function wronglySetUp(sentence: string): DiagnosticsError {
  return new DiagnosticsError(error('The provider is set up wrongly', sentence));
}

/** @param names settings of the provider that Terraform does not know before something else is applied */
export function notKnownYet(names: readonly string[]): DiagnosticsError {
  return new DiagnosticsError(
    ...names.map((name) =>
      error(
        `The ${name} of the provider is not known yet`,
        'It comes from something that is not applied yet, and nothing is sent to the API before it is known: ' +
          `apply that first, with \`-target\`, or ${INSTEAD[name] ?? 'write a value that is known'} in its place.`,
      ),
    ),
  );
}

/** What a first question to the API has shown. */
export interface FirstAnswer {
  /** What is wrong with the settings of the connection; a warning when nobody answers. */
  readonly diagnostics: readonly Diagnostic[];
  /** False when no answer came: planning goes on without the API. */
  readonly isReachable: boolean;
}

/** @param ask any call that needs a token and nothing else */
export async function firstAnswer(ask: () => Promise<unknown>): Promise<FirstAnswer> {
  try {
    await ask();
    return { diagnostics: [], isReachable: true };
  } catch (refusal) {
    if (hasStatus(refusal, 401)) {
      return refused(error('The API does not accept the token', said(refusal, VALID_TOKEN)));
    }
    // Whoever has a token has a tenant, so this is no answer of the API, and previews would find nothing wrong.
    if (hasStatus(refusal, 404)) {
      return refused(error('The endpoint is not the API', said(refusal, WITH_V1)));
    }
    if (refusal instanceof DiagnosticsError) return refused(...refusal.diagnostics);
    if (refusal instanceof Error && refusal.name === 'ConfigurationError') {
      if ('option' in refusal && refusal.option === 'token') {
        return refused(error('The token cannot be used', `${refusal.message} ${VALID_TOKEN}`));
      }
      return refused(error('The provider is set up wrongly', refusal.message));
    }
    if (refusal instanceof Error && refusal.name === 'UnexpectedAnswerError') {
      return refused(error('The endpoint is not the API', `${refusal.message} ${WITH_V1}`));
    }
    if (!isUnreachable(refusal)) return { diagnostics: [], isReachable: true };
    return noAnswer(
      messageOf(refusal),
      'Set HIKUBE_ENDPOINT, or `endpoint` of the provider, to another address, or',
    );
  }
}

/** The same over a kubeconfig, of which something has to be other where the token of a service would be refused. */
export async function firstDirectAnswer(ask: () => Promise<unknown>): Promise<FirstAnswer> {
  try {
    await ask();
    return { diagnostics: [], isReachable: true };
  } catch (refusal) {
    // The API is in this process, and it is the platform that cannot be asked.
    if (hasStatus(refusal, 503)) return noAnswer(refusal.problem.detail, 'Set');
    if (hasStatus(refusal, 401) || hasStatus(refusal, 403))
      return refused(error('The kubeconfig cannot be used', said(refusal, '').trim()));
    return firstAnswer(() => Promise.reject(refusal));
  }
}

/** A plan without the API looks like any other, so it must say that it is one. @param set what can be set, and then `skip_preflight` */
function noAnswer(reason: string, set: string): FirstAnswer {
  const told = warning(
    'Nobody answers at the API',
    `${reason} Terraform goes on with what the provider knows by itself: versions, names and quota are only checked once the API can be asked. ` +
      `${set} \`skip_preflight = true\` to plan without the API on purpose.`,
  );
  return { diagnostics: [told], isReachable: false };
}

const refused = (...diagnostics: readonly Diagnostic[]): FirstAnswer => ({ diagnostics, isReachable: true });

function said({ problem, requestId, code }: ApiErrorShape, nextStep: string): string {
  const trace = requestId === undefined ? '' : `\n\nRequest ${requestId}, code ${code}.`;
  return `${problem.detail} ${nextStep}${trace}`;
}
