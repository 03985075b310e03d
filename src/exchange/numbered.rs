//! Names that are told apart by a number.

/// The number, from 1, of a name that is free, where names are taken in their order. Looked for in growing steps: of ten
/// thousand things of one name not each one asks for all the names before it.
pub(super) fn first_free(is_taken: impl Fn(usize) -> bool) -> usize {
    let mut free: usize = 1;
    while is_taken(free) {
        free = free.saturating_mul(2);
    }
    let mut taken = free / 2;
    while free - taken > 1 {
        let between = taken + (free - taken) / 2;
        if is_taken(between) {
            taken = between;
        } else {
            free = between;
        }
    }
    free
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::first_free;

    #[test]
    fn the_first_free_number_is_found_in_a_few_steps() {
        for taken in (0..200).chain([4095, 4096, 4097, 100_000]) {
            let asked = Cell::new(0);
            let is_taken = |number| {
                asked.set(asked.get() + 1);
                number <= taken
            };
            assert_eq!(first_free(is_taken), taken + 1);
            assert!(asked.get() < 40, "{taken}: {}", asked.get());
        }
    }
}
