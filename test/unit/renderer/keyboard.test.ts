import { describe, expect, test } from 'vitest'
import { commandKeyOf, entryKeyOf, printedKeyOf } from '../../../renderer/commands/keyboard.ts'

describe('the keypad on a keyboard', () => {
  test.each([
    ['5', 'Digit5', '5'],
    ['5', 'Numpad5', '5'],
    ['Clear', 'Numpad5', '5'],
    ['End', 'Numpad1', '1'],
    ['٣', 'Digit3', '3'],
    ['۳', 'Digit3', '3'],
    [',', 'Comma', 'point'],
    ['.', 'Period', 'point'],
    ['٫', 'KeyX', 'point'],
    ['Delete', 'NumpadDecimal', 'point'],
    ['Backspace', 'Backspace', 'back'],
    ['Delete', 'Delete', 'clear'],
  ])('%s on %s is %s', (key, code, expected) => {
    expect(entryKeyOf({ key, code })).toBe(expected)
  })

  test.each([
    ['a', 'KeyA'],
    ['Enter', 'NumpadEnter'],
    ['F5', 'F5'],
    ['½', 'Digit5'],
  ])('%s on %s is none', (key, code) => {
    expect(entryKeyOf({ key, code })).toBeUndefined()
  })
})

describe('the letters of commands', () => {
  test.each([
    ['r', 'KeyR', 'r'],
    ['R', 'KeyR', 'r'],
    ['m', 'Semicolon', 'm'],
    ['ق', 'KeyR', 'r'],
    ['Enter', 'NumpadEnter', 'Enter'],
    ['Escape', 'Escape', 'Escape'],
    ['Dead', 'KeyE', 'Dead'],
  ])('%s on %s is %s', (key, code, expected) => {
    expect(commandKeyOf({ key, code })).toBe(expected)
  })
})

describe('what is printed on a key', () => {
  test.each([
    ['4', 'Digit4', '4'],
    ['٤', 'Digit4', '4'],
    ['4', 'Numpad4', '4'],
    ['PageUp', 'Numpad9', 'PageUp'],
    ['W', 'KeyW', 'w'],
    ['ص', 'KeyW', 'w'],
  ])('%s on %s is %s', (key, code, expected) => {
    expect(printedKeyOf({ key, code })).toBe(expected)
  })
})
