import { builtinModules } from 'node:module'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

/** What a window and the lab say to each other. */
const contract = ['preload/contract.ts', 'preload/requests.ts', 'preload/menu-commands.ts']

/**
 * Each layer may import these parts of the project, as path prefixes. The first layer whose folder holds a file wins.
 * @type {readonly { folder: string, parts: readonly string[], node?: true, electron?: true, probe?: true }[]}
 */
const layers = [
  {
    folder: 'bench/',
    parts: ['bench/', 'experiments/', 'main/', ...contract, 'scripts/', 'testbed/'],
    node: true,
    probe: true,
  },
  {
    folder: 'testbed/',
    parts: [
      'experiments/',
      'main/lab/',
      'main/session/',
      'main/system/',
      ...contract,
      'scripts/source-stamp.mjs',
      'testbed/',
    ],
    node: true,
  },
  { folder: 'test/bench/', parts: [''], node: true, electron: true, probe: true },
  {
    folder: 'test/',
    parts: ['experiments/', 'main/', 'preload/', 'renderer/', 'scripts/', 'test/', 'testbed/'],
    node: true,
    electron: true,
    probe: true,
  },
  { folder: 'experiments/', parts: ['experiments/'] },
  { folder: 'preload/index.ts', parts: ['experiments/', 'preload/'], electron: true },
  { folder: 'preload/', parts: ['experiments/', 'preload/'] },
  {
    folder: 'main/shells/electron/',
    parts: ['experiments/', ...contract, 'preload/ipc-channel.ts', 'main/'],
    node: true,
    electron: true,
  },
  {
    folder: 'main/machine/',
    parts: ['experiments/', ...contract, 'main/'],
    node: true,
    probe: true,
  },
  {
    folder: 'main/monitor/',
    parts: ['experiments/', ...contract, 'main/'],
    node: true,
    probe: true,
  },
  { folder: 'main/', parts: ['experiments/', ...contract, 'main/'], node: true },
  { folder: 'renderer/', parts: ['experiments/core/', ...contract, 'renderer/'] },
]

/**
 * Every folder of product code, from the bottom up: the files of a room import those of their own room, and of rooms
 * that stand before it in this list. docs/architecture.md says what each room holds.
 */
export const rooms = [
  'experiments/core/numbers',
  'experiments/core/text',
  'experiments/core/names',
  'experiments/core/definition',
  'experiments/core/plan',
  'experiments/core/session',
  'experiments/core/curves',
  'experiments/core/facts',
  'experiments/core/monitoring',
  'experiments/core/scaling-laws',
  'experiments/core/timeline',
  'experiments/core/time-split',
  'experiments/core/warnings',
  'experiments/core/claims/judging',
  'experiments/core/claims/rules',
  'experiments/core/claims',
  'experiments/core/answers',
  'experiments/core/comparison',
  'experiments/core/charts',
  'experiments/core/figures',
  'experiments/core/report',
  'preload',
  'main/system',
  'main/machine',
  'main/monitor/readers',
  'main/monitor',
  'main/store',
  'main/store/reading',
  'main/store/shelf',
  'main/export/canvas',
  'main/export/report',
  'main/export',
  'main/reaper',
  'main/trial',
  'main/trial-programs/node/kernels',
  'main/trial-programs/node/worker',
  'main/trial-programs/node/crews',
  'main/trial-programs/node/probes/crew',
  'main/trial-programs/node/probes/parts',
  'main/trial-programs/node/probes',
  'main/trial-programs/node',
  'main/runtimes/discovery',
  'main/runtimes',
  'main/session',
  'main/lab',
  'main/shells',
  'main/shells/browser',
  'main/shells/electron',
  'main/shells/terminal',
  'renderer/styles',
  'renderer/connection',
  'renderer/state',
  'renderer/words',
  'renderer/app/parts',
  'renderer/app/machine',
  'renderer/app/experiment',
  'renderer/app/session',
  'renderer/app/sessions',
  'renderer/app/claims',
  'renderer/app/runtimes',
  'renderer/app/start',
  'renderer/app/frame',
  'renderer',
]

/**
 * ESLint rule: imports flow one way, experiments ← preload/contract ← main and renderer, and within these from room to
 * room; only Electron's shell and the bridge know electron, only the monitor and the machine's description know
 * systeminformation, only the machine side knows Node.
 * @type {import('eslint').Rule.RuleModule}
 */
export const layerRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      part: '{{layer}} may not import {{target}}: it may import {{allowed}}',
      package: '{{layer}} may not import {{target}}',
      room: '{{room}} may not import {{target}}: it stands before it in the list of rooms (scripts/layer-rule.mjs)',
      unknown: '{{room}} is in no list of rooms: add it to scripts/layer-rule.mjs, above all that it imports',
    },
  },
  create(context) {
    const file = toProjectPath(context.filename)
    const layer = layers.find(({ folder }) => file.startsWith(folder))
    if (layer === undefined) return {}
    const room = dirname(file)
    const place = rooms.indexOf(room)
    const isProduct = !/^(bench|test|testbed)\//.test(file)

    /** @param {unknown} source */
    const check = (source) => {
      const node = /** @type {import('eslint').Rule.Node | null | undefined} */ (source)
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return
      const specifier = node.value.replace(/\?.*$/, '')
      const data = { layer: layer.folder, allowed: layer.parts.join(', ') }
      if (specifier.startsWith('.') || isAbsolute(specifier)) {
        const target = toProjectPath(resolve(dirname(context.filename), specifier))
        const allowed = layer.parts.some((part) => target.startsWith(part))
        if (!allowed) context.report({ node, messageId: 'part', data: { ...data, target } })
        else if (isProduct && rooms.indexOf(dirname(target)) > place)
          context.report({ node, messageId: 'room', data: { room, target } })
      } else if (!mayImportPackage(layer, specifier)) {
        context.report({ node, messageId: 'package', data: { ...data, target: specifier } })
      }
    }

    return {
      Program: (node) => {
        if (isProduct && place === -1) context.report({ node, messageId: 'unknown', data: { room } })
      },
      ImportDeclaration: (node) => {
        check(node.source)
      },
      ExportNamedDeclaration: (node) => {
        check(node.source)
      },
      ExportAllDeclaration: (node) => {
        check(node.source)
      },
      ImportExpression: (node) => {
        check(node.source)
      },
      TSImportType: (/** @type {{ source?: unknown }} */ node) => {
        check(node.source)
      },
    }
  },
}

/**
 * @param {(typeof layers)[number]} layer
 * @param {string} specifier
 */
function mayImportPackage(layer, specifier) {
  const name = specifier.startsWith('@') ? specifier : specifier.split('/')[0]
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return layer.node === true
  if (name === 'electron') return layer.electron === true
  if (name === 'systeminformation') return layer.probe === true
  return true
}

/** @param {string} path */
function toProjectPath(path) {
  return relative(projectRoot, join(path)).split(sep).join('/')
}
