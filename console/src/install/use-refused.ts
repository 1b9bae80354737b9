// What the service refused of the fields of a form: each field says it itself, until something is changed.
import { useState } from 'preact/hooks';
import { type Remark, refusedFields } from './check.ts';

/** Keeps it. */
export function useRefused() {
  const [refused, setRefused] = useState<readonly Remark[]>([]);
  return {
    refused,
    /** Passes an answer on, and keeps which fields it refuses. */
    async heard<Answer>(answer: Promise<Answer>): Promise<Answer> {
      try {
        return await answer;
      } catch (error) {
        setRefused(refusedFields(error));
        throw error;
      }
    },
    forget: () => setRefused([]),
  };
}
