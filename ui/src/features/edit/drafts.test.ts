import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftKeeper, type DraftState } from './drafts';

describe('DraftKeeper', () => {
  let kept: string[];
  let states: DraftState[];
  let fails: number;
  let keeper: DraftKeeper;
  beforeEach(() => {
    vi.useFakeTimers();
    kept = [];
    states = [];
    fails = 0;
    keeper = new DraftKeeper(
      async (text) => {
        if (fails > 0) {
          fails -= 1;
          throw new Error('disk full');
        }
        kept.push(text);
      },
      (state) => states.push(state),
    );
  });
  afterEach(() => void vi.useRealTimers());

  it('keeps a draft within half a second of the last key', async () => {
    keeper.typed('a');
    await vi.advanceTimersByTimeAsync(500);
    expect(kept).toEqual(['a']);
    expect(states.at(-1)).toBe('kept');
  });

  it('keeps at least once a second while somebody types without a pause', async () => {
    for (let key = 1; key <= 30; key += 1) {
      keeper.typed('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
      const lost = key - (kept.at(-1)?.length ?? 0);
      expect(lost).toBeLessThanOrEqual(10);
    }
  });

  it('keeps at once when it is asked to', async () => {
    keeper.typed('last words');
    await keeper.flush();
    expect(kept).toEqual(['last words']);
  });

  it('tries again after a failure and never forgets the text', async () => {
    fails = 2;
    keeper.typed('precious');
    await vi.advanceTimersByTimeAsync(500);
    expect(states.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(kept).toEqual(['precious']);
    expect(states.at(-1)).toBe('kept');
  });

  it('keeps nothing after the draft was saved or thrown away', async () => {
    keeper.typed('gone');
    keeper.forget();
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept).toEqual([]);
  });
});
