import { describe, expect, it } from 'vitest';
import { rememberLook, rememberedLook } from './look';

const storage = (kept: string | null) => ({ kept, getItem: () => kept, setItem(_: string, value: string) { this.kept = value; } });

describe('the look of the last start', () => {
  it('comes back as it was kept', () => {
    const place = storage(null);
    rememberLook({ theme: 'dark', language: 'zh' }, place);
    expect(rememberedLook(storage(place.kept))).toEqual({ theme: 'dark', language: 'zh' });
  });

  it.each([null, 'no json', '{"theme":"pink","language":"en"}', '[]'])('is nothing where %s was kept', (kept) => {
    expect(rememberedLook(storage(kept))).toBeUndefined();
  });

  it('does not mind a storage that refuses', () => {
    const refuse = (): never => {
      throw new Error('no storage');
    };
    rememberLook({ theme: 'dark', language: 'en' }, { setItem: refuse });
    expect(rememberedLook({ getItem: refuse })).toBeUndefined();
  });
});
