//! What was read lately, remembered: while somebody types, one answer shows mostly what the one before did.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes in one generation; two are kept.
const GENERATION: usize = 4 * 1024 * 1024;

/// Values used lately, by a name that says all of what they were read from: what changes has another name.
///
/// Two generations instead of an order of use: when the young one is full it becomes the old one, and what was in
/// the old one and was not asked for since is gone.
#[derive(Debug)]
pub(crate) struct Lately<V>(Mutex<Generations<V>>);

#[derive(Debug)]
struct Generations<V> {
    young: HashMap<String, Arc<V>>,
    old: HashMap<String, Arc<V>>,
    bytes: usize,
}

/// What is remembered says how much it weighs.
pub(crate) trait Weighs {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize;
}

impl<V> Default for Lately<V> {
    fn default() -> Self {
        Self(Mutex::new(Generations { young: HashMap::new(), old: HashMap::new(), bytes: 0 }))
    }
}

impl<V: Weighs> Lately<V> {
    /// The value of this name, if it was used lately.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<V>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = held.young.get(name) {
            return Some(Arc::clone(found));
        }
        let (name, found) = held.old.remove_entry(name)?;
        held.put(name, Arc::clone(&found));
        Some(found)
    }

    /// Remembers a value.
    pub(crate) fn put(&self, name: String, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.put(name, Arc::clone(&value));
        value
    }
}

impl<V: Weighs> Generations<V> {
    fn put(&mut self, name: String, value: Arc<V>) {
        if self.bytes >= GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += value.bytes();
        self.young.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weighs for usize {
        fn bytes(&self) -> usize {
            *self
        }
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let lately = Lately::default();
        let read = |name: &str| match lately.get(name) {
            Some(_) => 0,
            None => {
                lately.put(name.to_owned(), GENERATION / 4);
                1
            }
        };
        assert_eq!([read("used"), read("used"), read("once")], [1, 0, 1]);
        // Enough others for two generations to pass, between which one is used.
        for number in 0..16 {
            read(&format!("other {number}"));
            assert_eq!(read("used"), 0, "after {number} others");
        }
        assert_eq!(read("once"), 1, "it was forgotten");
        let held = lately.0.lock().unwrap();
        assert!(held.young.len() + held.old.len() <= 10, "bounded");
    }
}
