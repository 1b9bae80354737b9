// Named sizes of control plane components. The platform renamed them once and rewrites stored specs, so that the old
// and the new name must compare as equal.

/** Today's name of each legacy preset. */
export const PRESET_SUCCESSORS: Readonly<Record<string, string>> = Object.freeze({
  nano: 't1.nano',
  micro: 't1.micro',
  small: 't1.small',
  medium: 'c1.small',
  large: 'c1.medium',
  xlarge: 'c1.large',
  '2xlarge': 'c1.xlarge',
});

/** Today's name of a preset; a name that was never renamed is its own. */
export function currentPreset(name: string): string {
  return (Object.hasOwn(PRESET_SUCCESSORS, name) ? PRESET_SUCCESSORS[name] : undefined) ?? name;
}

/** Whether two names mean the same preset. */
export function equalPresets(a: string, b: string): boolean {
  return currentPreset(a) === currentPreset(b);
}
