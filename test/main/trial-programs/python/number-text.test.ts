import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { checksumOfTask } from '../../../../experiments/core/numbers/checksum.ts'
import { programs } from '../trial-harness.ts'
import { findPythons } from './installed-pythons.ts'

const pythons = await findPythons()

const program = `
import json, struct, sys
sys.path.insert(0, sys.argv[1])
from lockstep_trial.worker.checksum import checksum_of_task
from lockstep_trial.system.number_text import float_text, integer_text
with open(sys.argv[2]) as source:
    asked = json.load(source)
doubles = [struct.unpack('>d', struct.pack('>Q', int(bits, 16)))[0] for bits in asked['doubles']]
print(json.dumps({
    'doubles': [float_text(value) for value in doubles],
    'long': [integer_text(sign * 7 ** 12000) for sign in (1, -1)],
    'integers': [integer_text(int(digits)) for digits in asked['integers']],
    'checksums': [checksum_of_task(task, text) for task, text in enumerate(asked['texts'])],
    'ofDoubles': [checksum_of_task(task, value) for task, value in enumerate(doubles)],
}))
`

function bitsOf(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}

/** Doubles of every magnitude, the same in every run (mulberry32). */
function manyDoubles(count: number): number[] {
  let state = 1
  const word = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return Array.from({ length: count }, (_, i) => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32BE(word(), 0)
    bytes.writeUInt32BE(word(), 4)
    const value = bytes.readDoubleBE()
    return i % 2 === 0 ? value : (word() - 2 ** 31) / 2 ** (word() % 60)
  })
}

const edges = [0, -0, 1, -1, 0.1, 1 / 3, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 1.5e-7, 5e-324, 2 ** 53, 2e23]
const more = [1.7976931348623157e308, 2.2250738585072014e-308, 0.002, 100, 4.35, NaN, Infinity, -Infinity]

test.each(pythons)('$name writes numbers as JavaScript does, and sums texts alike', async (python) => {
  const doubles = [...edges, ...more, ...manyDoubles(2000)]
  const integers = [0n, 7n, -42n, 9007199254740991n, 9007199254740992n, 1152921504606846976n, 10n ** 21n, -(10n ** 30n)]
  // Jython's strings cannot hold half a pair
  const half = python.id === 'jython' ? [] : ['\ud83d']
  const texts = ['', 'plain', 'größe', '€', '🐱', 'a:b', ...half]
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'))
  try {
    const [script, asked] = [join(folder, 'ask.py'), join(folder, 'asked.json')]
    await writeFile(script, program)
    await writeFile(
      asked,
      JSON.stringify({ doubles: doubles.map(bitsOf), integers: integers.map(String), texts }).replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    )
    const [command, ...rest] = python.runtime.info.command
    const { stdout } = await promisify(execFile)(
      command ?? '',
      [...rest, script, dirname(programs.pythonRunner), asked],
      {
        env: { ...process.env, ...python.runtime.env },
      },
    )
    const answer = JSON.parse(stdout) as Record<'doubles' | 'long' | 'integers' | 'checksums' | 'ofDoubles', unknown[]>
    expect(answer.doubles).toEqual(doubles.map(String))
    expect(answer.integers).toEqual(integers.map((integer) => String(Number(integer))))
    const long = (7n ** 12000n).toString(16)
    expect(answer.long).toEqual([long, `-${long}`])
    expect(answer.checksums).toEqual(texts.map((text, task) => checksumOfTask(task, text)))
    expect(answer.ofDoubles).toEqual(doubles.map((value, task) => checksumOfTask(task, value)))
  } finally {
    await rm(folder, { recursive: true })
  }
})
