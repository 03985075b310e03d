//! What a sync did, in words.

use super::{Done, Received, Shared};

impl Done {
    /// What was committed, what came in and what went out, a line each. Untrusted.
    pub fn lines(&self) -> Vec<String> {
        let committed = self.committed.as_ref();
        let committed = committed.map(|subject| format!("committed {subject:?}"));
        let mut lines: Vec<String> = committed.into_iter().collect();
        match &self.shared {
            Shared::NoRemote => lines.push("there is no remote to push to".to_owned()),
            Shared::With {
                upstream,
                received,
                sent,
            } => {
                lines.extend(received.line(upstream));
                lines.extend(
                    (*sent > 0).then(|| format!("{} to {upstream}", commits("sent", *sent))),
                );
                if lines.is_empty() {
                    lines.push(format!("nothing new, here or in {upstream}"));
                }
                lines.extend(received.clashes.iter().cloned());
            }
        }
        lines
    }
}

impl Received {
    fn line(&self, upstream: &str) -> Option<String> {
        let commits = commits("got", self.commits);
        let changes = match self.summary.as_str() {
            "" => String::new(),
            summary => format!(": {summary}"),
        };
        (self.commits > 0).then(|| format!("{commits} from {upstream}{changes}"))
    }
}

fn commits(what: &str, count: u64) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{what} {count} commit{s}")
}
