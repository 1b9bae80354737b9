// Which step from one version to the next may break: semantic versioning, in which everything before 1.0 moves by minors.

const parts = (version: string): [major: number, minor: number] => {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  if (major === undefined) throw new Error(`${version} is not a version such as 1.4.0`);
  return [Number(major), Number(minor)];
};

/** Whether a contract of version `next` may break clients of `released`. */
export function mayBreak(released: string, next: string): boolean {
  const [[oldMajor, oldMinor], [major, minor]] = [parts(released), parts(next)];
  return major > oldMajor || (oldMajor === 0 && major === 0 && minor > oldMinor);
}
