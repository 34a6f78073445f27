import { expect, test } from 'vitest';
import { globalKeys } from './global-keys';

const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };

test('pressed keys become a shortcut of the desktop', () => {
  expect(globalKeys({ ...none, code: 'KeyL', ctrlKey: true, altKey: true, shiftKey: true })).toBe('Ctrl+Alt+Shift+L');
  expect(globalKeys({ ...none, code: 'Digit7', metaKey: true })).toBe('Super+7');
  expect(globalKeys({ ...none, code: 'F9' })).toBe('F9');
});

test('what other programs need to be typed with is none', () => {
  expect(globalKeys({ ...none, code: 'KeyL' })).toBeUndefined();
  expect(globalKeys({ ...none, code: 'KeyL', shiftKey: true })).toBeUndefined();
  expect(globalKeys({ ...none, code: 'Tab', altKey: true })).toBeUndefined();
  expect(globalKeys({ ...none, code: 'ControlLeft', ctrlKey: true })).toBeUndefined();
});
