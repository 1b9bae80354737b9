// A version without quotes is a number to Terraform, and a number has no zero at its end: 1.30 arrives as "1.3".

/** No platform has offered a single-digit minor for years, so nothing else can be meant. */
const SINGLE_DIGIT_MINOR = /^1\.[1-9]$/;

/** What is wrong with a version that has lost its zero, as a sentence without a full stop; undefined for any other. */
export function lostZero(version: string): string | undefined {
  if (!SINGLE_DIGIT_MINOR.test(version)) return undefined;
  return (
    `Kubernetes ${version} is too old to be meant; without quotes ${version}0 is a number, and loses its zero: ` +
    `write it in quotes, "${version}0"`
  );
}
