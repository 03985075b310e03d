//! What a note says of itself as a belief, in a few signs at its end.

use crate::model::belief::{Belief, Horizon, Status};
use crate::model::json::Json;

/// The most characters of a word that this version does not know.
const MOST: usize = 12;
/// Before how many lines of evidence there are.
const EVIDENCE: char = '≡';

/// The sign of a status; on a screen of ASCII signs others stand for them.
pub const fn sign(status: Status) -> char {
    match status {
        Status::Untested => '◌',
        Status::Testing => '◐',
        Status::Supported => '✓',
        Status::Refuted => '✗',
    }
}

/// What a belief carries, such as `◌ ≡2 →later`: its status, how much speaks for or against it, and when it matters if
/// that is not now. Untrusted.
pub fn badge(belief: &Belief) -> String {
    let status = match (belief.status(), &belief.status) {
        (Some(status), _) => Some(sign(status).to_string()),
        (None, Some(word)) => Some(unknown(word)),
        (None, None) => None,
    };
    let evidence = belief.evidence.len();
    let evidence = (evidence > 0).then(|| format!("{EVIDENCE}{evidence}"));
    let horizon = match (belief.horizon(), &belief.horizon) {
        (Some(Horizon::Now), _) | (None, None) => None,
        (Some(Horizon::Soon), _) => Some("→6-12m".to_owned()),
        (Some(Horizon::Later), _) => Some("→later".to_owned()),
        (None, Some(word)) => Some(format!("→{}", unknown(word))),
    };
    let badge: Vec<String> = [status, evidence, horizon].into_iter().flatten().collect();
    badge.join(" ")
}

/// As much of a word as tells it again.
fn unknown(word: &Json) -> String {
    let word = word.to_string().replace(['\n', '\r'], " ");
    let short: String = word.chars().take(MOST).collect();
    format!("{short}?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_says_status_evidence_and_horizon() {
        let mut belief = Belief::default();
        assert_eq!(badge(&belief), "");
        belief.status = Some(Status::Untested.to_json());
        belief.horizon = Some(Horizon::Now.to_json());
        assert_eq!(badge(&belief), "◌");
        belief.horizon = Some(Horizon::Soon.to_json());
        belief.evidence = ["a".to_owned(), "b".to_owned()].into();
        assert_eq!(badge(&belief), "◌ ≡2 →6-12m");
        belief.status = Some(Json::String("doubted by\nmany people".into()));
        belief.horizon = Some(Json::Null);
        assert_eq!(badge(&belief), "doubted by m? ≡2 →null?");
    }
}
