/** The colour family of an outcome; the shape says the same. */
export function toneOfOutcome(value: string | null): 'ok' | 'mixed' | 'fail' | 'open' | 'none' {
  switch (value) {
    case 'succeeded':
      return 'ok';
    case 'mixed':
      return 'mixed';
    case 'failed':
    case 'abandoned':
      return 'fail';
    case 'open':
      return 'open';
    default:
      return 'none';
  }
}

/** The colour family of a verdict; the shape says the same. */
export function toneOfVerdict(value: string | null): 'ok' | 'mixed' | 'fail' | 'none' {
  switch (value) {
    case 'can':
    case 'can_with_supervision':
      return 'ok';
    case 'contested':
      return 'mixed';
    case 'cannot':
      return 'fail';
    default:
      return 'none';
  }
}
