// What other packages use of the packaging.
export { bundleProvider } from './bundle.ts';
export { bundleEmulator } from './emulator.ts';
export { cliConfiguration, installIntoMirror } from './mirror.ts';
export { address, binaryName, target, version } from './release.ts';
export { compileStandalone } from './standalone.ts';
export { type ReleaseTarget, releaseTargets } from './targets.ts';
export { terraformSchemaJson } from './terraform-json.ts';
