//! Fractional order keys: a moved note gets a new rank, every other note keeps its own.
//!
//! A rank is a fraction between 0 and 1 written in base 62 (digits in byte order), so bytes compare as the
//! fractions do. New ranks are jittered: two people who add to one place at once get different ones.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The digits of a fresh rank: 62⁵ places leave room for over 100,000 notes added at one end.
const USUAL: usize = 5;
/// The step when adding at an end, in units of the fifth digit; up to twice that with jitter.
const STEP: u128 = 4096;
/// What a u128 holds in base 62.
const LONGEST: usize = 21;

/// The order of a note in its block, compared by bytes. Any string is one; ours end in no `0`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(Arc<str>);

impl Rank {
    /// The rank's text, untrusted.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A rank between the two; `None` is the start or the end of the block. `jitter` is any random number.
    /// Where they leave no room (equal, out of order, or not of our digits) the result follows `after`.
    pub fn between(after: Option<&Rank>, before: Option<&Rank>, jitter: u64) -> Rank {
        let digits = |rank: Option<&Rank>| rank.map(|rank| digits_of(rank.as_str()));
        Rank::of(&match (digits(after), digits(before)) {
            (None, None) => middle(jitter),
            (Some(low), None) => following(&low, jitter),
            (None, Some(high)) => preceding(&high, jitter),
            (Some(low), Some(high)) => within(&low, &high, jitter),
        })
    }

    /// `count` ranks in ascending order between the two, all short: many notes that come at once. As with
    /// [`Rank::between`], `None` is an end of the block, and where there is no room they follow `after`.
    pub fn spread(
        after: Option<&Rank>,
        before: Option<&Rank>,
        count: usize,
        mut jitter: impl FnMut() -> u64,
    ) -> Vec<Rank> {
        if let (Some(low), Some(high), 2..) = (after, before, count) {
            let (low, high) = (digits_of(low.as_str()), digits_of(high.as_str()));
            if let Some(ranks) = spread_within(&low, &high, count, &mut jitter) {
                return ranks;
            }
        }
        let mut ranks: Vec<Rank> = Vec::with_capacity(count);
        let upwards = after.is_some() || before.is_none();
        for _ in 0..count {
            let next = match ranks.last() {
                None => Rank::between(after, before, jitter()),
                Some(last) if upwards => Rank::between(Some(last), before, jitter()),
                Some(last) => Rank::between(after, Some(last), jitter()),
            };
            ranks.push(next);
        }
        if !upwards {
            ranks.reverse();
        }
        ranks
    }

    fn of(digits: &[u8]) -> Rank {
        Rank(fraction(digits).into())
    }
}

impl From<&str> for Rank {
    fn from(rank: &str) -> Self {
        Self(rank.into())
    }
}

impl fmt::Debug for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The digits' values. A byte that is no digit of ours counts as the greatest digit below it.
fn digits_of(text: &str) -> Vec<u8> {
    let value = |byte: u8| DIGITS.partition_point(|&digit| digit <= byte).max(1) - 1;
    text.bytes().map(|byte| value(byte) as u8).collect()
}

fn fraction(digits: &[u8]) -> String {
    let digit = |&value: &u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'z');
    digits.iter().map(digit).map(char::from).collect()
}

fn middle(jitter: u64) -> Vec<u8> {
    let spread = u128::from(jitter) % STEP;
    digits(62_u128.pow(5) / 2 + spread, USUAL)
}

/// The first `len` digits as a number.
fn number(digits: &[u8], len: usize) -> u128 {
    let digit = |at: usize| u128::from(digits.get(at).copied().unwrap_or(0));
    (0..len).fold(0, |sum, at| sum * 62 + digit(at))
}

/// The number as `len` digits; a last 0 is made a 1, for nothing could be put before a rank that ends in 0.
fn digits(mut number: u128, len: usize) -> Vec<u8> {
    let mut digits = vec![0; len];
    for digit in digits.iter_mut().rev() {
        *digit = (number % 62) as u8;
        number /= 62;
    }
    if let Some(last @ 0) = digits.last_mut() {
        *last = 1;
    }
    digits
}

fn following(low: &[u8], jitter: u64) -> Vec<u8> {
    let step = step(jitter);
    let next = (USUAL..LONGEST).find_map(|len| {
        let next = number(low, len) + step;
        (next < 62_u128.pow(len as u32)).then(|| digits(next, len))
    });
    next.unwrap_or_else(|| {
        // Nothing but greatest digits for long: what comes after them decides, and only that is stepped up.
        let full = low.iter().take_while(|&&digit| digit == 61).count();
        let (full, rest) = low.split_at(full);
        let rest = match rest {
            [] => middle(jitter),
            rest => following(rest, jitter),
        };
        [full, &rest].concat()
    })
}

fn preceding(high: &[u8], jitter: u64) -> Vec<u8> {
    let step = step(jitter);
    for len in USUAL..LONGEST {
        if let Some(next @ 1..) = number(high, len).checked_sub(step) {
            return digits(next, len);
        }
    }
    within(&[], high, jitter)
}

fn step(jitter: u64) -> u128 {
    STEP + u128::from(jitter) % STEP
}

fn within(low: &[u8], high: &[u8], jitter: u64) -> Vec<u8> {
    let Some(fork) = Fork::of(low, high) else {
        return longer(low, jitter);
    };
    // Every few digits only: one more has room for 60 steps, three more for 200,000.
    for len in (USUAL..LONGEST).step_by(3) {
        let (from, room) = fork.room(len);
        if room <= 2 * STEP {
            continue;
        }
        // The longer neighbour is the newer one: notes are being added there, and likely more will be. A small step
        // away from it leaves the room to them; to halve it each time would cost a digit every few notes.
        let away = match low.len().cmp(&high.len()) {
            Ordering::Greater => step(jitter),
            Ordering::Less => room - step(jitter),
            Ordering::Equal => room / 3 + u128::from(jitter) % (room / 3),
        };
        return [fork.common, digits(from + away, len)].concat();
    }
    fork.directly_after(low, jitter)
}

/// Ranks over the whole room between the two; `None` where there is too little.
fn spread_within(
    low: &[u8],
    high: &[u8],
    count: usize,
    mut jitter: impl FnMut() -> u64,
) -> Option<Vec<Rank>> {
    let fork = Fork::of(low, high)?;
    let slots = count as u128 + 1;
    let roomy = (1..LONGEST).find(|&len| fork.room(len).1 / slots >= STEP)?;
    let (from, room) = fork.room(roomy);
    let slot = room / slots;
    let ranks = (1..slots).map(|at| {
        let next = from + at * slot + u128::from(jitter()) % (slot / 2);
        Rank::of(&[&*fork.common, &digits(next, roomy)].concat())
    });
    Some(ranks.collect())
}

/// A rank that starts with the whole of `low`, and so follows it directly.
fn longer(low: &[u8], jitter: u64) -> Vec<u8> {
    [low.to_vec(), middle(jitter)].concat()
}

/// Where two ranks part.
struct Fork<'a> {
    /// The digits that both begin with.
    common: Vec<u8>,
    low: &'a [u8],
    high: &'a [u8],
}

impl<'a> Fork<'a> {
    /// `None` where the two are the same fraction.
    fn of(low: &'a [u8], high: &'a [u8]) -> Option<Self> {
        let at = |digits: &[u8], at: usize| digits.get(at).copied().unwrap_or(0);
        let longest = low.len().max(high.len());
        let parted = (0..longest).find(|&i| at(low, i) != at(high, i))?;
        Some(Self {
            common: (0..parted).map(|i| at(low, i)).collect(),
            low: low.get(parted..).unwrap_or(&[]),
            high: high.get(parted..).unwrap_or(&[]),
        })
    }

    /// The lower number of `len` digits after the common ones, and how far the upper one is from it.
    fn room(&self, len: usize) -> (u128, u128) {
        let from = number(self.low, len);
        (from, number(self.high, len).saturating_sub(from))
    }

    /// A rank that parts from the upper one where `low` does, and so is below it if `low` is.
    fn directly_after(&self, low: &[u8], jitter: u64) -> Vec<u8> {
        match low.split_at_checked(self.common.len() + 1) {
            Some((kept, rest)) => [kept, &following(rest, jitter)].concat(),
            None => longer(low, jitter),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Rank;

    #[test]
    fn a_thousand_notes_added_at_an_end_keep_short_ranks() {
        let (mut last, mut first) = (Rank::between(None, None, 7), Rank::between(None, None, 7));
        for jitter in 0..1000_u64 {
            let next = Rank::between(Some(&last), None, jitter.wrapping_mul(0x9e37_79b9));
            assert!(last < next);
            last = next;
            let before = Rank::between(None, Some(&first), jitter.wrapping_mul(0x9e37_79b9));
            assert!(before < first);
            first = before;
        }
        assert_eq!((last.as_str().len(), first.as_str().len()), (5, 5));
    }

    #[test]
    fn always_first_and_always_last_never_run_out() {
        let mut low = Rank::from("V");
        let mut high = Rank::from("V");
        for jitter in 0..300 {
            let next = Rank::between(None, Some(&low), jitter);
            assert!(next < low, "{next:?} {low:?}");
            low = Rank::between(None, Some(&next), u64::MAX - jitter);
            let next = Rank::between(Some(&high), None, jitter);
            assert!(next > high);
            high = next;
        }
    }

    #[test]
    fn ranks_that_leave_no_room_give_one_that_follows() {
        for (after, before) in [("V", "V"), ("b", "a"), ("", ""), ("~~", "!!")] {
            let rank = Rank::between(Some(&after.into()), Some(&before.into()), 9);
            assert!(!rank.as_str().is_empty());
        }
        assert!(Rank::between(Some(&"V".into()), Some(&"V".into()), 9) > Rank::from("V"));
    }

    fn mixed(number: u64) -> u64 {
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7
    }

    #[test]
    fn a_thousand_notes_one_after_another_keep_short_ranks_before_a_fixed_neighbour() {
        for (first, fixed) in [
            ("V", "W"),
            ("VzABB", "VzABC"),
            ("V0001", "V1a00"),
            ("A", "A01"),
        ] {
            let (mut up, mut down) = (Rank::from(first), Rank::from(fixed));
            for number in 0..1000 {
                let next = Rank::between(Some(&up), Some(&fixed.into()), mixed(number));
                assert!(up < next && next < fixed.into(), "{up:?} {next:?} {fixed}");
                up = next;
                let next = Rank::between(Some(&first.into()), Some(&down), mixed(number));
                assert!(
                    down > next && next > first.into(),
                    "{first} {next:?} {down:?}"
                );
                down = next;
                assert!(up.as_str().len() <= 12, "{up:?} before {fixed}");
                assert!(down.as_str().len() <= 12, "{down:?} after {first}");
            }
        }
    }

    #[test]
    fn no_rank_explodes_where_the_digits_leave_no_room() {
        let nines = "z".repeat(40);
        for (low, high) in [(format!("A{nines}"), Some("B")), (nines, None)] {
            let high = high.map(Rank::from);
            let mut last = Rank::from(&*low);
            for number in 0..1000 {
                let next = Rank::between(Some(&last), high.as_ref(), mixed(number));
                assert!(last < next && high.as_ref().is_none_or(|high| next < *high));
                last = next;
            }
            assert!(last.as_str().len() < 50, "{last:?}");
        }
    }

    #[test]
    fn many_ranks_at_once_are_ascending_and_short() {
        let rank = |text: &str| Some(Rank::from(text));
        for (low, high, longest) in [
            (None, None, 5),
            (rank("V0001"), None, 5),
            (None, rank("V0001"), 5),
            (rank("V"), rank("W"), 7),
            (rank("VzABB"), rank("VzABC"), 11),
            (rank("VzABBzz"), rank("VzABC"), 16),
        ] {
            let mut numbers = 0..;
            let jitter = || mixed(numbers.next().unwrap_or(0));
            let ranks = Rank::spread(low.as_ref(), high.as_ref(), 20_000, jitter);
            assert_eq!(ranks.len(), 20_000);
            let all: Vec<&Rank> = low.iter().chain(&ranks).chain(&high).collect();
            assert!(
                all.windows(2).all(|pair| pair[0] < pair[1]),
                "{low:?} {high:?}"
            );
            let most = ranks.iter().map(|rank| rank.as_str().len()).max();
            assert!(most <= Some(longest), "{low:?} {high:?} {most:?}");
        }
    }

    proptest! {
        #[test]
        fn a_spread_is_between_and_ends_in_no_zero(
            ends in prop::collection::btree_set("[0-9A-Za-z]{0,8}[1-9A-Za-z]", 2),
            count in 0_usize..60, seed in any::<u64>()
        ) {
            let mut ends: Vec<Rank> = ends.iter().map(|end| Rank::from(&**end)).collect();
            ends.sort();
            let (low, high) = (ends[0].clone(), ends[1].clone());
            let mut seed = seed;
            let ranks = Rank::spread(Some(&low), Some(&high), count, || { seed = mixed(seed ^ 7); seed });
            prop_assert_eq!(ranks.len(), count);
            let all: Vec<&Rank> = [&low].into_iter().chain(&ranks).chain([&high]).collect();
            prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", all);
            prop_assert!(ranks.iter().all(|rank| !rank.as_str().ends_with('0')), "{:?}", all);
        }

        #[test]
        fn a_rank_between_is_between(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>()), 1..120)) {
            let mut ranks: Vec<Rank> = Vec::new();
            for (pick, jitter) in picks {
                let at = pick.index(ranks.len() + 1);
                let after = at.checked_sub(1).and_then(|at| ranks.get(at));
                let rank = Rank::between(after, ranks.get(at), jitter);
                ranks.insert(at, rank);
                prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
            }
        }

        #[test]
        fn repeated_insertion_at_one_spot_is_between(jitters in prop::collection::vec(any::<u64>(), 1..200)) {
            let (low, mut high) = (Rank::from("A"), Rank::from("B"));
            for jitter in jitters {
                let rank = Rank::between(Some(&low), Some(&high), jitter);
                prop_assert!(low < rank && rank < high, "{low:?} {rank:?} {high:?}");
                high = rank;
            }
        }
    }
}
