// Rule: the problem codes of an operation and its error responses say the same, and no 5xx comes as a surprise.
import { flatOperations } from '../read/flat-operations.ts';
import type { Finding, Rule } from './rule.ts';

/** Codes that every operation can answer with, whatever it does. */
const ALWAYS = ['unauthenticated', 'forbidden', 'rate_limited', 'internal', 'unavailable'];

export const problems: Rule = {
  name: 'problems',
  law: 'Every error status of an operation has a problem code, every code has its status, and 5xx are documented.',
  check({ document, problems: list }) {
    const findings: Finding[] = [];
    for (const { operation } of flatOperations(document)) {
      const where = operation.operationId;
      const codes = operation['x-hikube-problems'] ?? [];
      const statuses = new Set(Object.keys(operation.responses).filter((status) => Number(status) >= 400));
      const explained = new Set<string>();
      for (const code of codes) {
        const entry = list[code];
        if (entry === undefined)
          findings.push({
            where,
            detail: `lists the problem code ${code}, which problems.yaml does not have; correct it`,
          });
        else if (statuses.has(String(entry.status))) explained.add(String(entry.status));
        else
          findings.push({
            where,
            detail: `lists ${code} but has no response ${entry.status}; add the response`,
          });
      }
      for (const status of statuses) {
        if (!explained.has(status))
          findings.push({
            where,
            detail: `has a response ${status} but no problem code of that status; remove it or list the code`,
          });
      }
      const missing = ALWAYS.filter((code) => !codes.includes(code));
      if (missing.length > 0)
        findings.push({
          where,
          detail: `does not list ${missing.join(', ')}, which any request may meet; add it to the list`,
        });
    }
    for (const [code, entry] of Object.entries(list)) {
      if (!/^[a-z]+(_[a-z]+)*$/.test(code))
        findings.push({ where: code, detail: 'is not in snake_case; rename it' });
      if (entry.status < 400 || entry.status > 599)
        findings.push({
          where: code,
          detail: `has the status ${entry.status}, which is no error; correct it`,
        });
      // A conflict with the state of an object may pass (it comes up) or stay (it is protected): both are there.
      if (entry.status !== 409 && entry.retryable !== [408, 429, 500, 503].includes(entry.status)) {
        findings.push({
          where: code,
          detail: `says retryable: ${entry.retryable} with ${entry.status}; only 408, 409, 429, 500 and 503 may succeed on repetition`,
        });
      }
    }
    return findings;
  },
};
