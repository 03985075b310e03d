//! Ranks for notes whose order in a file is not that of the ranks there: people moved some, or added others between.

use crate::model::rank::Rank;

/// The ranks in the order of the file: as many stay as can, the others are put between.
///
/// `stated` has each note's rank with its id, `None` for a note without.
pub(super) fn ranks(stated: &[Option<(Rank, String)>]) -> Vec<Rank> {
    let kept = longest_rising(stated);
    let mut ranks: Vec<Rank> = Vec::with_capacity(stated.len());
    let mut waiting = 0;
    let after = |ranks: &[Rank]| ranks.last().cloned();
    for (at, stated) in stated.iter().enumerate() {
        match stated {
            Some((rank, _)) if kept.contains(&at) => {
                let before = after(&ranks);
                ranks.extend(Rank::spread(before.as_ref(), Some(rank), waiting, || 0));
                ranks.push(rank.clone());
                waiting = 0;
            }
            Some(_) | None => waiting += 1,
        }
    }
    let before = after(&ranks);
    ranks.extend(Rank::spread(before.as_ref(), None, waiting, || 0));
    let rises = |pair: &[Rank], at: usize| match pair {
        // Two of one rank that are both kept are told apart by their ids.
        [a, b] => a < b || (a == b && kept.contains(&at) && kept.contains(&(at + 1))),
        _ => true,
    };
    if ranks
        .windows(2)
        .enumerate()
        .all(|(at, pair)| rises(pair, at))
    {
        return ranks;
    }
    Rank::spread(None, None, stated.len(), || 0)
}

/// Which of them make the longest rising row.
fn longest_rising(stated: &[Option<(Rank, String)>]) -> std::collections::BTreeSet<usize> {
    let key = |at: usize| stated.get(at).and_then(Option::as_ref);
    // The ends of the best rows of each length, and what comes before each one.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; stated.len()];
    for (at, _) in stated
        .iter()
        .enumerate()
        .filter(|(_, stated)| stated.is_some())
    {
        let length = ends.partition_point(|end| key(*end) < key(at));
        if let Some(before) = before.get_mut(at) {
            *before = length
                .checked_sub(1)
                .and_then(|last| ends.get(last).copied());
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    std::iter::successors(last, |at| before.get(*at).copied().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(stated: &[&str]) -> Vec<String> {
        let stated: Vec<_> = stated
            .iter()
            .enumerate()
            .map(|(at, rank)| (*rank != "?").then(|| (Rank::from(*rank), format!("{at:03}"))))
            .collect();
        let ranks = ranks(&stated);
        let pairs = ranks.windows(2).all(|pair| pair[0] <= pair[1]);
        assert!(pairs && ranks.len() == stated.len(), "{ranks:?}");
        ranks.iter().map(|rank| rank.as_str().to_owned()).collect()
    }

    #[test]
    fn as_many_ranks_stay_as_can() {
        assert_eq!(order(&["A", "B", "B", "C"]), ["A", "B", "B", "C"]);
        let moved = order(&["M", "B", "N", "P"]);
        assert_eq!(moved[1..], ["B", "N", "P"]);
        let added = order(&["?", "B", "?", "?", "C", "?"]);
        assert_eq!([&added[1], &added[4]], ["B", "C"]);
    }

    #[test]
    fn where_there_is_no_room_all_are_new() {
        let ranks = order(&["B", "?", "B"]);
        assert!(ranks[0] < ranks[1] && ranks[1] < ranks[2]);
    }
}
