// The door for whoever keeps a secret in the store.
export {
  createEnvelope,
  createTransientEnvelope,
  type Envelope,
  SealError,
  type Sealed,
} from './envelope.ts';
