import { expect, test } from 'vitest';
import { partsOf } from './samples.ts';

test('a part is the sample of every operation that it names, after what stands before each', () => {
  const program = [
    '// sample *',
    "import 'a';",
    '// end',
    'const glue = 1;',
    '// sample getPool listPools',
    'read();',
    '// end',
  ].join('\n');
  const sample = "import 'a';\n\nread();";
  expect(Object.fromEntries(partsOf(program))).toEqual({ getPool: sample, listPools: sample });
});

test('two samples of one operation are refused', () => {
  const twice = '# sample getPool\na\n# end\n'.repeat(2);
  expect(() => partsOf(twice)).toThrow('examples/calls: getPool has two samples; remove one');
});
