// Asks once whose token this is, so that a wrong one is one error, and not one for each resource.
import { type Diagnostic, error } from '../framework/index.ts';
import { hasStatus, isUnreachable } from './problems.ts';

const NEXT_STEP = 'Set HIKUBE_TOKEN, or `token` of the provider, to a token that is valid.';

/** What a first question to the API has shown. */
export interface FirstAnswer {
  /** What is wrong with the settings of the connection. */
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
      const trace =
        refusal.requestId === undefined ? '' : `\n\nRequest ${refusal.requestId}, code ${refusal.code}.`;
      return refused(
        error('The API does not accept the token', `${refusal.problem.detail} ${NEXT_STEP}${trace}`),
      );
    }
    if (refusal instanceof Error && refusal.name === 'ConfigurationError') {
      return refused(error('The provider is set up wrongly', refusal.message));
    }
    return { diagnostics: [], isReachable: !isUnreachable(refusal) };
  }
}

const refused = (diagnostic: Diagnostic): FirstAnswer => ({ diagnostics: [diagnostic], isReachable: true });
