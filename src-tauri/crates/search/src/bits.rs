//! A set of documents of one segment.

/// One bit a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    size: u32,
}

impl Bits {
    /// The empty set of documents below `size`.
    pub(crate) fn none(size: u32) -> Bits {
        Bits { words: vec![0; size.div_ceil(64) as usize], size }
    }

    /// All documents below `size`.
    pub(crate) fn all(size: u32) -> Bits {
        let mut words = vec![u64::MAX; size.div_ceil(64) as usize];
        if let Some(last) = words.last_mut().filter(|_| !size.is_multiple_of(64)) {
            *last = (1 << (size % 64)) - 1;
        }
        Bits { words, size }
    }

    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    /// Adds what `gained` says of each document to `scores`, sets it back to zero, and inserts the documents
    /// that gained something.
    pub(crate) fn take_in(&mut self, gained: &mut [f32], scores: &mut [f32]) {
        let chunks = gained.chunks_mut(64).zip(scores.chunks_mut(64));
        for (word, (gained, scores)) in self.words.iter_mut().zip(chunks) {
            for (at, (gained, score)) in gained.iter_mut().zip(scores).enumerate() {
                *word |= u64::from(*gained > 0.0) << at;
                *score += std::mem::take(gained);
            }
        }
    }

    pub(crate) fn insert(&mut self, doc: u32) {
        self.words[(doc / 64) as usize] |= 1 << (doc % 64);
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        self.words[(doc / 64) as usize] &= !(1 << (doc % 64));
    }

    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.words[(doc / 64) as usize] >> (doc % 64) & 1 == 1
    }

    pub(crate) fn and(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many documents are in both sets.
    pub(crate) fn count_common(&self, other: &Bits) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// The documents in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0u32..).flat_map(|(word, at)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn full_sets_have_no_bit_beyond_their_size() {
        for size in [0, 1, 63, 64, 65, 128, 130] {
            assert_eq!(Bits::all(size).count(), size as usize, "size {size}");
            assert_eq!(Bits::all(size).iter().collect::<Vec<_>>(), (0..size).collect::<Vec<_>>());
        }
    }

    #[test]
    fn set_operations() {
        let set = |docs: &[u32]| {
            let mut bits = Bits::none(200);
            docs.iter().for_each(|doc| bits.insert(*doc));
            bits
        };
        let (a, b) = (set(&[1, 64, 199]), set(&[64, 100]));
        let mut both = a.clone();
        both.and(&b);
        assert_eq!(both, set(&[64]));
        let mut either = a.clone();
        either.or(&b);
        assert_eq!(either, set(&[1, 64, 100, 199]));
        let mut rest = a.clone();
        rest.and_not(&b);
        assert_eq!(rest, set(&[1, 199]));
        rest.remove(1);
        assert!(!rest.contains(1) && rest.contains(199));
    }
}
