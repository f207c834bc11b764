//! Working memory whose numbers start at a cache line: a wide register that is filled from two
//! lines takes twice the time.

/// How many numbers a cache line holds.
const LINE: usize = 8;

/// A row of numbers that starts at a cache line.
#[derive(Debug, Clone)]
pub(super) struct Buffer {
    numbers: Vec<f64>,
    len: usize,
}

impl Buffer {
    /// So many zeros.
    pub fn new(len: usize) -> Buffer {
        Buffer { numbers: vec![0.0; len + LINE], len }
    }

    /// The numbers.
    #[inline]
    pub fn get(&mut self) -> &mut [f64] {
        let start = self.numbers.as_ptr().align_offset(LINE * size_of::<f64>()).min(LINE);
        &mut self.numbers[start..start + self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_start_at_a_cache_line() {
        for len in [0, 1, 100] {
            let mut buffer = Buffer::new(len);
            assert_eq!(buffer.get().len(), len);
            assert_eq!(buffer.get().as_ptr() as usize % 64, 0);
        }
    }
}
