//! Counts as bytes, and back with the same bits.
//!
//! Numbers take eight bytes each, the least significant first; a double is its bits. What has a
//! length has it in front. Nothing says what is what: whoever reads has made the same thing before.

use std::collections::BTreeMap;

/// What can be written as bytes, and read back into one made the same way.
///
/// ```
/// use afweging::kernel::Saved;
///
/// let mut bytes = Vec::new();
/// vec![0.1, -0.0].save(&mut bytes);
/// let mut back = vec![0.0; 2];
/// back.load(&mut &bytes[..]).unwrap();
/// assert_eq!(back.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), [0.1f64, -0.0].map(f64::to_bits));
/// ```
pub trait Saved {
    /// Add it to the bytes.
    fn save(&self, out: &mut Vec<u8>);

    /// Take it from the front of the bytes. `None` if these were saved by something made in another
    /// way, or are cut short; what it holds then is worth nothing.
    fn load(&mut self, from: &mut &[u8]) -> Option<()>;
}

impl Saved for u64 {
    fn save(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let (bytes, rest) = from.split_first_chunk()?;
        (*self, *from) = (u64::from_le_bytes(*bytes), rest);
        Some(())
    }
}

impl Saved for f64 {
    fn save(&self, out: &mut Vec<u8>) {
        self.to_bits().save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut bits = 0u64;
        bits.load(from)?;
        *self = f64::from_bits(bits);
        Some(())
    }
}

impl Saved for usize {
    fn save(&self, out: &mut Vec<u8>) {
        (*self as u64).save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut number = 0u64;
        number.load(from)?;
        *self = usize::try_from(number).ok()?;
        Some(())
    }
}

impl Saved for u8 {
    fn save(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let (byte, rest) = from.split_first()?;
        (*self, *from) = (*byte, rest);
        Some(())
    }
}

impl Saved for bool {
    fn save(&self, out: &mut Vec<u8>) {
        u8::from(*self).save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut byte = 0u8;
        byte.load(from)?;
        *self = byte == 1;
        (byte <= 1).then_some(())
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    fn save(&self, out: &mut Vec<u8>) {
        self.0.save(out);
        self.1.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.0.load(from)?;
        self.1.load(from)
    }
}

impl<T: Saved + Default> Saved for Option<T> {
    fn save(&self, out: &mut Vec<u8>) {
        self.is_some().save(out);
        if let Some(it) = self {
            it.save(out);
        }
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut is_some = false;
        is_some.load(from)?;
        *self = None;
        if is_some {
            let mut it = T::default();
            it.load(from)?;
            *self = Some(it);
        }
        Some(())
    }
}

/// One that has members keeps their number; one that is empty takes as many as there are.
impl<T: Saved + Default> Saved for Vec<T> {
    fn save(&self, out: &mut Vec<u8>) {
        self.len().save(out);
        self.iter().for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut length = 0usize;
        length.load(from)?;
        if !self.is_empty() {
            return match self.len() == length {
                true => self.iter_mut().try_for_each(|it| it.load(from)),
                false => None,
            };
        }
        // Whatever the length says, no more is made than there are bytes for.
        for _ in 0..length {
            let mut it = T::default();
            it.load(from)?;
            self.push(it);
        }
        Some(())
    }
}

impl<K: Saved + Default + Ord, V: Saved + Default> Saved for BTreeMap<K, V> {
    fn save(&self, out: &mut Vec<u8>) {
        self.len().save(out);
        for (key, value) in self {
            key.save(out);
            value.save(out);
        }
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut length = 0usize;
        length.load(from)?;
        self.clear();
        for _ in 0..length {
            let (mut key, mut value) = (K::default(), V::default());
            key.load(from)?;
            value.load(from)?;
            self.insert(key, value);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(of: &impl Saved) -> Vec<u8> {
        let mut out = Vec::new();
        of.save(&mut out);
        out
    }

    #[test]
    fn what_is_read_back_has_the_same_bits() {
        let numbers = vec![f64::MIN_POSITIVE, -0.0, 0.1 + 0.2, f64::MAX];
        let map: BTreeMap<Option<usize>, (u64, bool)> =
            [(None, (1, true)), (Some(7), (u64::MAX, false))].into();
        let mut back = (vec![0.0; 4], BTreeMap::new());
        let saved = bytes(&(numbers.clone(), map.clone()));
        let mut from = &saved[..];
        back.load(&mut from).unwrap();
        assert!(from.is_empty() && back.1 == map);
        let bits = |of: &[f64]| of.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&back.0), bits(&numbers));
    }

    #[test]
    fn what_is_cut_short_or_of_another_length_is_refused() {
        let saved = bytes(&vec![1u64, 2, 3]);
        for end in 0..saved.len() {
            assert!(Vec::<u64>::new().load(&mut &saved[..end]).is_none(), "{end}");
        }
        assert!(vec![0u64; 2].load(&mut &saved[..]).is_none());
        assert!(vec![0u64; 3].load(&mut &saved[..]).is_some());
        // A length that no memory could hold.
        let mut from = &bytes(&u64::MAX)[..];
        assert!(Vec::<u64>::new().load(&mut from).is_none());
        assert!(false.load(&mut &[2u8][..]).is_none());
    }
}
