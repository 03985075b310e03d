//! Telling at a glance whether bytes are those seen before.

use std::fmt;
use std::hash::{DefaultHasher, Hasher};

/// Length and 64-bit hash of some bytes. For comparing within one run: the hash may differ between builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    len: usize,
    hash: u64,
}

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self {
            len: bytes.len(),
            hash: hasher.finish(),
        }
    }
}

impl fmt::Display for Fingerprint {
    /// As a draft names the content it was made on. Another build may write another one for the same bytes; a draft
    /// then counts as made on other content, which is the safe side.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.len, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn its_text_tells_bytes_apart_too() {
        let text = |text: &str| Fingerprint::of(text.as_bytes()).to_string();
        assert_eq!(text("{}"), text("{}"));
        assert_ne!(text("{}"), text("{ }"));
        assert_ne!(text("ab"), text("ba"));
    }

    #[test]
    fn it_tells_bytes_apart_and_repeats_itself() {
        let of = |text: &str| Fingerprint::of(text.as_bytes());
        assert_eq!(of("{}"), of("{}"));
        assert_ne!(of("{}"), of("{}\n"));
        assert_ne!(of("ab"), of("ba"));
    }
}
