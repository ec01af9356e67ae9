import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findKernel, isKernelName, kernelNames } from '../../../../experiments/core/names/kernels.ts'
import type { KernelModule } from '../../../../main/trial-programs/node/kernels/task.ts'

const programs = join(import.meta.dirname, '../../../../main/trial-programs')

test('every kernel has its file in each of its languages, found by its name', async () => {
  for (const name of kernelNames) {
    const { languages, inPool = false } = findKernel(name) ?? {}
    if (languages !== 'python') {
      const module = (await import(join(programs, 'node/kernels', `${name}.ts`))) as KernelModule
      expect(module.run, name).toBeTypeOf('function')
      expect(module.inPool !== undefined, `${name} in libuv's pool`).toBe(inPool)
    }
    if (languages !== 'node') {
      expect(existsSync(join(programs, 'python/kernels', `${name.replaceAll('-', '_')}.py`)), name).toBe(true)
    }
  }
})

test('every file of a kernel has its row', () => {
  const files = [...readdirSync(join(programs, 'node/kernels')), ...readdirSync(join(programs, 'python/kernels'))]
  const names = files
    .filter((file) => /\.(ts|py)$/.test(file) && file !== 'task.ts')
    .map((file) => file.replace(/(_async)?\.\w+$/, '').replaceAll('_', '-'))
  expect(names.filter((name) => !isKernelName(name))).toEqual([])
})
