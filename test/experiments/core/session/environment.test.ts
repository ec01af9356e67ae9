import { expect, test } from 'vitest'
import { tellingVariables } from '../../../../experiments/core/session/environment.ts'

test('the variables that change what is measured are kept, by name, and no others', () => {
  const env = {
    PYTHONHASHSEED: '0',
    LD_PRELOAD: '/usr/lib/libjemalloc.so',
    GLIBC_TUNABLES: 'glibc.malloc.arena_max=1',
    MALLOC_ARENA_MAX: '1',
    JAVA_TOOL_OPTIONS: '-Xint',
    _JAVA_OPTIONS: '-Xint',
    PYTHONPATH: undefined,
    HOME: '/home/somebody',
    SECRET_TOKEN: 'x',
  }
  expect(Object.keys(tellingVariables(env))).toEqual([
    'GLIBC_TUNABLES',
    'JAVA_TOOL_OPTIONS',
    'LD_PRELOAD',
    'MALLOC_ARENA_MAX',
    'PYTHONHASHSEED',
    '_JAVA_OPTIONS',
  ])
})
