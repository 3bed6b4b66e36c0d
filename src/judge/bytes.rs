//! The bytes of the weights file: little-endian numbers, one after the other.

/// Reads numbers off a byte slice; `None` at its end.
pub(crate) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// The next bytes as they lie.
    pub(crate) fn slice(&mut self, len: usize) -> Option<&'b [u8]> {
        let (first, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(first)
    }

    pub(crate) fn float(&mut self) -> Option<f32> {
        let (first, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(f32::from_le_bytes(*first))
    }

    /// A number in as few bytes as it needs, seven bits each.
    pub(crate) fn short(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Items of `N` bytes, behind their count, as they lie.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<&'b [[u8; N]]> {
        let len = self.count()?;
        Some(self.slice(len * N)?.as_chunks().0)
    }

    pub(crate) fn count(&mut self) -> Option<usize> {
        // Nothing counted takes less than a byte, so a larger number is a fault of the file.
        self.short().map(|n| n as usize).filter(|&n| n <= self.0.len())
    }
}

/// Collects numbers as bytes.
#[cfg(any(test, feature = "train", not(prepared)))]
#[derive(Default)]
pub(crate) struct Writer(pub Vec<u8>);

#[cfg(any(test, feature = "train", not(prepared)))]
impl Writer {
    pub(crate) fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(crate) fn float(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }

    pub(crate) fn short(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    pub(crate) fn count(&mut self, value: usize) {
        self.short(value as u32);
    }

    /// Items of `N` bytes, behind their count.
    pub(crate) fn array<const N: usize>(&mut self, items: impl Iterator<Item = [u8; N]>) {
        let items: Vec<[u8; N]> = items.collect();
        self.count(items.len());
        self.0.extend_from_slice(items.as_flattened());
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn what_is_written_is_read_back() {
        let mut out = Writer::default();
        for value in [0, 1, 127, 128, 300, u32::MAX] {
            out.short(value);
        }
        out.float(-1.5);
        let mut from = Reader(&out.0);
        for value in [0, 1, 127, 128, 300, u32::MAX] {
            assert_eq!(from.short(), Some(value));
        }
        assert_eq!(from.float(), Some(-1.5));
        assert_eq!(from.byte(), None);
        let mut out = Writer::default();
        out.array([[1, 2], [3, 4]].into_iter());
        assert_eq!(Reader(&out.0).array(), Some(&[[1, 2], [3, 4]][..]));
    }

    #[test]
    fn a_cut_file_is_told_and_no_panic() {
        assert_eq!(Reader(&[0x80]).short(), None);
        assert_eq!(Reader(&[1, 2]).float(), None);
        assert_eq!(Reader(&[9]).count(), None);
        assert_eq!(Reader(&[2, 0, 0, 0]).array::<2>(), None);
    }
}
