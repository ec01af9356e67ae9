import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import type { Fault } from './faults.ts'

/** What can befall any program, whatever it is made for. */
export type ProcessFault = Exclude<Fault, '200,000 laps' | 'clock jump'>

const strikes: Readonly<Record<ProcessFault, () => void>> = {
  SIGKILL: () => process.kill(process.pid, 'SIGKILL'),
  SIGSTOP: () => process.kill(process.pid, 'SIGSTOP'),
  exit: () => process.exit(3),
  exception: () => {
    throw new Error('a fault on purpose')
  },
  'endless loop': () => {
    for (;;);
  },
  'heap full': () => {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 10_000 }, Math.random))
  },
  'array too large': () => {
    const kept: Buffer[] = []
    for (;;) kept.push(Buffer.alloc(2 ** 24, kept.length))
  },
  'native memory': () => {
    for (const memory = new WebAssembly.Memory({ initial: 1 }); ;) {
      memory.grow(256)
      new Uint8Array(memory.buffer).fill(1)
    }
  },
  rubbish: () => {
    for (let line = 0; line < 200; line++)
      writeSync(1, Buffer.from(`{"type":7}\xff\0${line}\n{"type":"lap"}\n}{\n`, 'latin1'))
  },
  'half a line': () => {
    writeSync(1, '{"type":"lap","lap":0,"wa')
    process.exit(0)
  },
  grandchildren: () => {
    for (const detached of [false, true]) spawn('sleep', ['600'], { detached, stdio: 'inherit' }).unref()
  },
  'full pipe': () => {
    const megabyte = 'x'.repeat(2 ** 20)
    for (let count = 0; count < 60; count++) for (const pipe of [1, 2]) writeAll(pipe, megabyte)
    for (const pipe of [1, 2]) writeAll(pipe, '\n')
  },
  ENOSPC: () => {
    writeFileSync('/dev/full', 'x')
  },
  EACCES: () => {
    const { error } = spawnSync('/etc/passwd')
    throw error ?? new Error('/etc/passwd can be started')
  },
  EMFILE: () => {
    for (;;) openSync('/dev/null', 'r')
  },
  EPIPE: () => {
    closeSync(1)
  },
}

/** Lets the fault befall this process; it may not come back. */
export function strike(fault: ProcessFault): void {
  strikes[fault]()
}

export function writeAll(pipe: number, text: string): void {
  for (let sent = 0; sent < text.length;) sent += writeSync(pipe, text.slice(sent))
}
