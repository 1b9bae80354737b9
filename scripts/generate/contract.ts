// openapi/generated/: what follows from the contract alone.
export { folders, outputs } from '@hikube/contract-compiler';
