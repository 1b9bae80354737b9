// Try it on the page of an operation: what is printed is sent to an emulator in this page, and can be changed before.
import { type Hosted, host } from './emulator/host.ts';
import type { Shown, Trial } from './emulator/trial.ts';
import { language } from './language.ts';

const words = {
  en: {
    sending: 'Sending',
    starting: 'Starting the emulator',
    preparing: 'Making the cluster that the sample stands on',
    first: (shown: string, whole: string) => `the first ${shown} of ${whole}`,
  },
  fr: {
    sending: 'Envoi',
    starting: 'L’émulateur démarre',
    preparing: 'Création du cluster sur lequel l’exemple s’appuie',
    first: (shown: string, whole: string) => `les premiers ${shown} sur ${whole}`,
  },
  de: {
    sending: 'Wird gesendet',
    starting: 'Der Emulator startet',
    preparing: 'Der Cluster, auf dem das Beispiel steht, entsteht',
    first: (shown: string, whole: string) => `die ersten ${shown} von ${whole}`,
  },
}[language];

/**
 * Prepares what the sample stands on and sends it; pressed again, it sends what stands in the fields to the same emulator.
 * @param worker address of the script that runs the emulator
 */
export async function tryIt(panel: HTMLElement, worker: URL): Promise<void> {
  const button = panel.querySelector<HTMLButtonElement>('[data-send]');
  if (button === null || button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    const hosted = await emulatorOf(panel, worker);
    say(panel, words.sending);
    show(panel, await hosted.show(read(panel)));
  } catch (error) {
    say(panel, error instanceof Error ? error.message : String(error));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

const emulators = new WeakMap<HTMLElement, Promise<Hosted>>();

/** The emulator of a panel; what a sample stands on is made once. */
function emulatorOf(panel: HTMLElement, worker: URL): Promise<Hosted> {
  const known = emulators.get(panel);
  if (known !== undefined) return known;
  say(panel, words.starting);
  const started = host(worker).then(async (hosted) => {
    say(panel, words.preparing);
    write(panel, await hosted.prepare(read(panel)));
    return hosted;
  });
  emulators.set(panel, started);
  started.catch(() => emulators.delete(panel));
  return started;
}

function read(panel: HTMLElement): Trial {
  const body = panel.querySelector<HTMLTextAreaElement>('[data-body]')?.value;
  return {
    method: panel.dataset['method'] ?? 'GET',
    path: panel.querySelector<HTMLInputElement>('[data-path]')?.value ?? '/',
    headers: JSON.parse(panel.dataset['headers'] ?? '{}') as Record<string, string>,
    ...(body === undefined ? {} : { body }),
  };
}

function write(panel: HTMLElement, { path, body }: Trial): void {
  const [pathField, bodyField] = [
    panel.querySelector<HTMLInputElement>('[data-path]'),
    panel.querySelector<HTMLTextAreaElement>('[data-body]'),
  ];
  if (pathField !== null) pathField.value = path;
  if (bodyField !== null && body !== undefined) bodyField.value = body;
}

function say(panel: HTMLElement, text: string): void {
  const status = panel.querySelector('[data-status]');
  if (status !== null) status.textContent = text;
}

function show(panel: HTMLElement, { status, text, operation, wholeLength }: Shown): void {
  const kept = wholeLength === undefined ? [] : [words.first(inKb(text.length), inKb(wholeLength))];
  say(panel, [String(status), ...(operation === undefined ? [] : [operation]), ...kept].join(', '));
  const answer = panel.querySelector('[data-answer]');
  if (answer !== null) answer.textContent = text;
}

const inKb = (length: number): string => `${Math.round(length / 1000)} kB`;
