import { expect, test } from 'vitest'
import { labArguments } from '../../preload/contract.ts'
import { isLabCall, labFunctionNames } from '../../preload/lab-functions.ts'

test('the bridge knows exactly the functions whose arguments the lab checks', () => {
  expect([...labFunctionNames].sort()).toEqual(Object.keys(labArguments).sort())
})

test('the bridge passes on calls of those functions and nothing else', () => {
  expect(isLabCall('{"t":"q","i":"1","m":"sessions","a":[]}')).toBe(true)
  expect(isLabCall('{"t":"q","i":"1","m":"quit","a":[]}')).toBe(false)
  expect(isLabCall('{"t":"q","i":"1","m":"constructor","a":[]}')).toBe(false)
  expect(isLabCall('{"t":"s","i":"1","r":0}')).toBe(false)
  expect(isLabCall('sessions')).toBe(false)
})
