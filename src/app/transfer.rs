//! Files of other formats that are being written or read, until they are or are taken back.

/// Tells one of them from all others of this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub u64);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Transfer {
    ticket: Ticket,
    /// Such as `writing plan.svg`. Untrusted.
    doing: String,
    wish: Wish,
}

/// What the person wants of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// That it is done.
    Done,
    /// That it is taken back, which may be too late.
    TakenBack,
}

/// Those of a board, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfers(Vec<Transfer>);

impl Transfers {
    /// One more.
    pub fn begin(&mut self, ticket: Ticket, doing: String) {
        self.0.push(Transfer {
            ticket,
            doing,
            wish: Wish::Done,
        });
    }

    /// The newest one that the person wants done, which they want no more from now on.
    pub fn take_back(&mut self) -> Option<Ticket> {
        let mut wanted = self.0.iter_mut().rev();
        let newest = wanted.find(|transfer| transfer.wish == Wish::Done)?;
        newest.wish = Wish::TakenBack;
        Some(newest.ticket)
    }

    /// It is over: what was being done, `None` where it was over before.
    pub fn end(&mut self, ticket: Ticket) -> Option<String> {
        let at = self.0.iter().position(|it| it.ticket == ticket)?;
        Some(self.0.remove(at).doing)
    }

    /// What is being done.
    pub fn words(&self) -> Option<String> {
        let (newest, others) = self.0.split_last()?;
        Some(match others.len() {
            0 => newest.doing.clone(),
            more => format!("{} and {more} more", newest.doing),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_taken_back_first_and_each_once() {
        let mut transfers = Transfers::default();
        transfers.begin(Ticket(1), "writing a".to_owned());
        transfers.begin(Ticket(2), "reading b".to_owned());
        assert_eq!(transfers.words().unwrap(), "reading b and 1 more");
        assert_eq!(transfers.take_back(), Some(Ticket(2)));
        assert_eq!(transfers.take_back(), Some(Ticket(1)));
        assert_eq!(transfers.take_back(), None);
        assert_eq!(transfers.end(Ticket(2)).unwrap(), "reading b");
        assert_eq!(transfers.end(Ticket(2)), None);
        assert_eq!(transfers.words().unwrap(), "writing a");
    }
}
