import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { OpenFiles } from '../../../../main/monitor/readers/proc-file.ts'
import { ProcessTree } from '../../../../main/monitor/readers/process-tree.ts'
import { nowUs } from '../../../../main/system/clock.ts'

const programs: ChildProcess[] = []

afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
})

/** Runs some JavaScript in a Node of its own until it prints a line. @returns its pid and that line */
async function start(
  code: string,
): Promise<{ pid: number; line: string; program: ChildProcessByStdio<Writable, Readable, null> }> {
  const program = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  programs.push(program)
  const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string]
  return { pid: program.pid ?? 0, line, program }
}

/** Waits until the process is no more, or waits only to be asked for by its parent. */
async function eventuallyGone(pid: number): Promise<void> {
  for (;;) {
    try {
      if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))) return
    } catch {
      return
    }
    await sleep(5)
  }
}

/** Worker threads that compute, and say who they are. */
const busyThreads = (count: number): string => `
  const { Worker } = require('node:worker_threads')
  const code = "const { parentPort } = require('node:worker_threads'); parentPort.postMessage(require('node:fs').readlinkSync('/proc/thread-self').split('/').at(-1)); for (;;);"
  const tids = []
  for (let i = 0; i < ${count}; i++) new Worker(code, { eval: true }).on('message', (tid) => {
    tids.push(tid)
    if (tids.length === ${count}) console.log(tids.join(' '))
  })`

describe.runIf(process.platform === 'linux')('a trial as /proc tells of it', () => {
  test('is its process and all below it, also those that a grandchild or a worker thread started', async () => {
    const sleeper = 'setInterval(() => {}, 1e6)'
    const { pid, line } = await start(`
      const { spawn } = require('node:child_process')
      const { Worker } = require('node:worker_threads')
      const child = spawn(process.execPath, ['-e', "const g = require('node:child_process').spawn(process.execPath, ['-e', '${sleeper}']); console.log(g.pid); ${sleeper}"])
      child.stdout.once('data', (grandchild) => {
        new Worker("const c = require('node:child_process').spawn(process.execPath, ['-e', '${sleeper}'], { detached: true }); require('node:worker_threads').parentPort.postMessage(c.pid); ${sleeper}", { eval: true })
          .on('message', (other) => console.log(child.pid, Number(grandchild), other))
      })`)
    const started = line.split(' ').map(Number)
    const tree = new ProcessTree(new OpenFiles(100))
    tree.watch(pid)
    tree.memory(nowUs())
    tree.threads(nowUs())
    const found = tree.memory(nowUs())
    expect(found.map((process) => process.pid).sort()).toEqual([pid, ...started].sort())
    for (const { rssBytes } of found) expect(rssBytes).toBeGreaterThan(0)
    for (const other of started) process.kill(other, 'SIGKILL')
    tree.close()
  })

  test('its threads that compute are told with their CPU time, core and switches; those that rest are not', async () => {
    const { pid, line } = await start(busyThreads(2))
    const tids = line.split(' ').map(Number)
    const tree = new ProcessTree(new OpenFiles(100))
    tree.watch(pid)
    tree.memory(nowUs())
    // what they did while they started
    tree.threads(nowUs())
    const ranMs = (tid: number) =>
      Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
    const before = tids.map(ranMs)
    const told = new Map<number, { cpuMs: number; cores: Set<number>; switches: number; involuntary: number }>()
    const startedUs = nowUs()
    while (nowUs() - startedUs < 2.5e6) {
      await sleep(100)
      for (const [, tid = 0, cpuMs = 0, core = 0, switches = 0, involuntary = 0] of tree.threads(nowUs())) {
        const sum = told.get(tid) ?? { cpuMs: 0, cores: new Set(), switches: 0, involuntary: 0 }
        sum.cores.add(core)
        told.set(tid, {
          cpuMs: sum.cpuMs + cpuMs,
          cores: sum.cores,
          switches: sum.switches + switches,
          involuntary: sum.involuntary + involuntary,
        })
      }
    }
    const allowed = readdirSync('/sys/devices/system/cpu').filter((name) => /^cpu\d+$/.test(name)).length
    let busyMs = 0
    for (const [place, tid] of tids.entries()) {
      const thread = told.get(tid)
      busyMs += thread?.cpuMs ?? 0
      const didMs = ranMs(tid) - (before[place] ?? 0)
      // what it did since it was last told of, and before it was told of first
      expect(thread?.cpuMs).toBeGreaterThan(0.8 * didMs)
      expect(thread?.cpuMs).toBeLessThan(1.2 * didMs)
      expect(Math.max(...(thread?.cores ?? []))).toBeLessThan(allowed)
      expect(thread?.switches).toBeGreaterThan(0)
    }
    const others = [...told].filter(([tid]) => !tids.includes(tid))
    expect(others.reduce((sum, [, { cpuMs }]) => sum + cpuMs, 0)).toBeLessThan(busyMs / 10)
    tree.close()
  })

  test('leaves no file open, neither of a process that ended nor of a trial that is over', async () => {
    const files = new OpenFiles(100)
    const tree = new ProcessTree(files)
    const { pid, program } = await start(busyThreads(1))
    tree.watch(pid)
    tree.memory(nowUs())
    tree.threads(nowUs())
    expect(files.open).toBeGreaterThan(4)
    program.kill('SIGKILL')
    await once(program, 'exit')
    expect(tree.memory(nowUs())).toEqual([])
    expect(tree.threads(nowUs())).toEqual([])
    expect(files.open).toBe(0)
    const second = await start(busyThreads(1))
    tree.watch(second.pid)
    expect(tree.memory(nowUs())).toHaveLength(1)
    tree.watch(null)
    expect(files.open).toBe(0)
    expect(tree.memory(nowUs())).toEqual([])
  })

  test('of which a part rests is told whole: who ends is missing at once, and memory that one at rest takes is soon seen', async () => {
    const resting = "process.stdin.once('data', () => { globalThis.kept = Buffer.alloc(300e6, 1) })"
    const { pid, line, program } = await start(`
      const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, ['-e', "setInterval(() => {}, 1e6)"])
      child.once('spawn', () => console.log(child.pid))
      ${resting}`)
    const child = Number(line)
    const tree = new ProcessTree(new OpenFiles(100))
    tree.watch(pid)
    const look = async () => {
      await sleep(100)
      const found = tree.memory(nowUs())
      tree.threads(nowUs())
      return new Map(found.map((one) => [one.pid, one.rssBytes]))
    }
    // time to come to rest
    for (let looks = 0; looks < 35; looks++) expect([...(await look()).keys()].sort()).toEqual([pid, child].sort())
    const before = (await look()).get(pid) ?? 0
    program.stdin.write('now\n')
    let after = before
    // twice the half second after which those at rest are looked at, for a busy machine
    for (let looks = 0; looks < 10 && after - before < 280e6; looks++) after = (await look()).get(pid) ?? 0
    expect(after - before).toBeGreaterThan(280e6)
    process.kill(child, 'SIGKILL')
    await eventuallyGone(child)
    expect([...(await look()).keys()]).toEqual([pid])
    tree.close()
  })

  test('is read just as well where no file may be kept open', async () => {
    const files = new OpenFiles(0)
    const tree = new ProcessTree(files)
    const { pid, line } = await start(busyThreads(1))
    tree.watch(pid)
    expect(tree.memory(nowUs())[0]?.rssBytes).toBeGreaterThan(0)
    await sleep(50)
    expect(tree.threads(nowUs()).map(([, tid]) => tid)).toContain(Number(line))
    expect(files.open).toBe(0)
    tree.close()
  })
})
