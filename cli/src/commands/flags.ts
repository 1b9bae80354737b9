// Flags that many commands have.
import { millisecondsOf } from '../duration.ts';
import type { Flags } from './command.ts';

/** Every command has them. */
export const GLOBAL = {
  context: {
    kind: 'text',
    brief: 'Context to use, in place of the current one',
    placeholder: 'name',
    complete: 'contexts',
  },
  endpoint: { kind: 'text', brief: 'Base URL of the API with /v1', placeholder: 'url' },
  kubeconfig: {
    kind: 'text',
    brief: 'Kubeconfig of a Cozystack tenant, to work on its clusters with no service; or in-cluster',
    placeholder: 'file',
  },
  kubeContext: { kind: 'text', brief: 'Context of that kubeconfig', placeholder: 'name' },
  namespace: { kind: 'text', brief: 'Namespace of the tenant, such as tenant-acme', placeholder: 'name' },
  output: {
    kind: 'text',
    letter: 'o',
    brief: 'text, json, yaml, name or jsonpath=<template>',
    placeholder: 'form',
  },
  quiet: { kind: 'switch', letter: 'q', brief: 'Nothing but the result and errors' },
  noColor: { kind: 'switch', brief: 'No colours; NO_COLOR does the same' },
  debug: { kind: 'switch', brief: 'Each request on standard error, without secrets' },
} as const satisfies Flags;

/** Of commands that start work. */
export const WORK = {
  wait: {
    kind: 'switch',
    isNegatable: true,
    brief: 'Wait until the work is done (default); --no-wait returns at once',
  },
  timeout: {
    kind: 'text',
    brief: 'Longest wait, such as 90s, 30m or 1h; none by default',
    placeholder: 'time',
  },
  preview: { kind: 'switch', brief: 'Say what it would do, and change nothing' },
  yes: { kind: 'switch', letter: 'y', brief: 'Do not ask' },
} as const satisfies Flags;

/** Of commands that wait for what others started. */
export const WAIT = { timeout: WORK.timeout } as const satisfies Flags;

/** The longest wait, where one was typed. @throws CliError */
export const timeoutOf = ({ timeout }: { readonly timeout?: string | undefined }) =>
  timeout === undefined ? undefined : millisecondsOf('timeout', timeout);

/** Of changes. */
export const UNSET = {
  kind: 'texts',
  brief: 'Field to take back to its default, such as maintenance',
  placeholder: 'field',
} as const;
