// The addresses among the settings: of PostgreSQL, of the Kubernetes API from outside, and of pages that may ask.
import { isOrigin } from '@hikube/service/http';

/** The address is never repeated: it can hold a password. */
export function readDatabaseUrl(text: string | undefined, mistakes: string[]): string | undefined {
  if (text !== undefined && !/^postgres(ql)?:\/\/./.test(text)) {
    mistakes.push(
      'DATABASE_URL must be an address of PostgreSQL, such as postgres://user:password@host:5432/hikube.',
    );
  }
  return text;
}

/** An address without a path, in which `{uid}` may stand. */
export function readKubernetesUrl(text: string | undefined, mistakes: string[]): string | undefined {
  if (text === undefined) return undefined;
  const sample = text.replaceAll('{uid}', 'uid');
  const url = URL.canParse(sample) ? new URL(sample) : undefined;
  const isPlain = !/[{}\s]/.test(sample);
  if (!isPlain || url?.protocol !== 'https:' || url.port === '0' || url.href !== `${url.origin}/`) {
    mistakes.push(
      `HIKUBE_KUBERNETES_URL must be an address such as https://{uid}.k8s.example.org, without a path, not "${text}".`,
    );
  }
  return text.replace(/\/$/, '');
}

/** Origins, separated by commas; none by default. `*` would let every page in, and is none. */
export function readOrigins(text: string | undefined, mistakes: string[]): readonly string[] {
  const origins = (text ?? '').split(',').map((each) => each.trim());
  if (text === undefined) return [];
  for (const origin of origins) {
    if (isOrigin(origin)) continue;
    mistakes.push(
      `HIKUBE_CORS_ORIGINS must be origins as browsers send them, such as https://console.example.org,http://localhost:5173: in lower case, without a path and without *; "${origin}" is none.`,
    );
  }
  return [...new Set(origins)];
}
