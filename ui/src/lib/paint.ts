/** Runs something once what was just changed is on the screen: when the frame after the next one begins. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
