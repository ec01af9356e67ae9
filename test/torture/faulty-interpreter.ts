// A Python interpreter in the eyes of the lab: it answers as a trial's program does, and in one of its trials a fault
// strikes in one phase. Its argument is a file with { fault, phase, turn, spawned }; `spawned` counts its starts.
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import type { SentRequest } from '../../main/trial/trial-request.ts'
import { strike, writeAll } from './strike.ts'
import type { Strike } from './torture-lab.ts'

const { fault, phase, turn, spawned } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Strike & {
  spawned: string
}
appendFileSync(spawned, '.')
const spawns = statSync(spawned).size
const mine = spawns === turn
/** The first trial calibrates: with a pass of this length a lap of all others has one pass. */
const lapMs = spawns === 1 ? 140 : 2
const request = JSON.parse(readFileSync(0, 'utf8').split('\n')[0] ?? '') as SentRequest
const warmup = request.warmup === 'auto' ? 2 : request.warmup

function send(message: object): void {
  const text = `${request.secret}${JSON.stringify(message)}\n`
  const half = request.secret.length + 17
  const begun = strikes('report') && 'lap' in message && fault === 'half a line' ? text.slice(0, half) : text
  writeAll(1, begun)
  if (begun !== text) process.exit(0)
}

function strikes(here: string): boolean {
  return mine && (phase === here || (phase === 'calibrate' && here === 'lap'))
}

function lapMessage(lap: number, makespanMs: number) {
  const worker = {
    startMs: 0,
    endMs: makespanMs,
    cpuMs: makespanMs,
    checksum: 7,
    gaps: [],
    holds: [],
    peakRssBytes: 1e7,
  }
  const workers = Array.from({ length: request.workers }, () => worker)
  const sums = { makespanMs, cpuMs: makespanMs * request.workers, checksum: '7', peakRssBytes: 1e7 }
  return { type: 'lap', lap, warmup: lap < warmup, ...sums, workers }
}

function strikeHere(): void {
  if (fault === '200,000 laps') {
    const lines = `${request.secret}${JSON.stringify(lapMessage(warmup, 2))}\n`.repeat(1000)
    for (let thousand = 0; thousand < 200; thousand++) writeAll(1, lines)
  } else if (fault === 'clock jump') {
    send({ type: 'hello', pid: process.pid, clockUs: -1e15 })
    send(lapMessage(warmup, -5))
  } else {
    strike(fault)
  }
}

function at(here: string): void {
  if (strikes(here)) strikeHere()
}

at('spawn')
send({ type: 'hello', pid: process.pid, clockUs: Number(process.hrtime.bigint() / 1000n) })
at('ready')
send({ type: 'ready', startupMs: 1, pids: [process.pid] })
for (let lap = 0; lap < warmup + request.laps; lap++) {
  at(lap < warmup ? 'warm-up' : 'lap')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lapMs)
  send(lapMessage(lap, lapMs))
  if (lap >= warmup) at('report')
}
send({ type: 'done' })
at('close')
