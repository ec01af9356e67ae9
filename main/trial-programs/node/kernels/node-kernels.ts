import type { NodeKernel } from './node-kernel.ts'

/** Each with the modules of Node that it takes: `node:http` alone would double the start of every worker of all others. */
const kernels = new Map<string, () => Promise<NodeKernel>>([
  ['waiting', async () => (await import('./waiting.ts')).waiting],
  ['http', async () => (await import('./http.ts')).http],
  ['files', async () => (await import('./files.ts')).files],
  ['hashing', async () => (await import('./hashing.ts')).hashing],
  ['pbkdf2', async () => (await import('./pbkdf2.ts')).pbkdf2],
  ['messages', async () => (await import('./messages.ts')).messages],
])

export async function findNodeKernel(name: string): Promise<NodeKernel | undefined> {
  return await kernels.get(name)?.()
}
