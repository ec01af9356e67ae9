import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { shortenPaths } from '../../../main/lab/problem-report.ts'
import { labHome } from '../../../main/store/home.ts'
import { userHome } from '../../../main/system/user-home.ts'

const ann = '/nowhere/ann'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  test('never lies in the folder in which the lab was started, however the home folder is told', () => {
    for (const home of ['', '.', 'home']) {
      vi.stubEnv('HOME', home)
      expect(userHome()).toMatch(/^\//)
    }
    const usual = labHome({}, ann)
    expect(usual).toMatch(/^\/nowhere\/ann\//)
    for (const path of ['', '.', 'data']) expect(labHome({ XDG_DATA_HOME: path, LOCKSTEP_HOME: '' }, ann)).toBe(usual)
  })

  test.runIf(process.platform === 'linux')(
    'lies where XDG_DATA_HOME says, also for a user without a home folder',
    () => {
      expect(labHome({ XDG_DATA_HOME: '/nowhere/data' }, null)).toBe('/nowhere/data/lockstep')
    },
  )

  test('is where LOCKSTEP_HOME says, which may begin with ~ where no shell has read it', () => {
    expect(labHome({ LOCKSTEP_HOME: '~/lab' }, ann)).toBe(join(ann, 'lab'))
    expect(labHome({ LOCKSTEP_HOME: '/nowhere/~/lab' }, ann)).toBe('/nowhere/~/lab')
    expect(labHome({ LOCKSTEP_HOME: '/nowhere/lab' }, null)).toBe('/nowhere/lab')
  })

  test('is asked for in a sentence where this user has no home folder', () => {
    const sentence = 'this user has no home folder, so there is no place for sessions: set LOCKSTEP_HOME'
    for (const env of [{}, { LOCKSTEP_HOME: '~/lab' }]) expect(() => labHome(env, null)).toThrow(sentence)
  })
})

test('a text is shortened as well for a user without a home folder', () => {
  for (const home of [null, '/']) expect(shortenPaths('/a/b/c of 2', home)).toBe('…/b/c of 2')
})
