import { files } from './files.ts'
import { hashing } from './hashing.ts'
import { http } from './http.ts'
import { messages } from './messages.ts'
import type { NodeKernel } from './node-kernel.ts'
import { pbkdf2 } from './pbkdf2.ts'
import { waiting } from './waiting.ts'

const kernels = new Map<string, NodeKernel>(
  [waiting, http, files, hashing, pbkdf2, messages].map((kernel) => [kernel.name, kernel]),
)

export function findNodeKernel(name: string): NodeKernel | undefined {
  return kernels.get(name)
}
