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
                lines.extend(received.part(&format!(" from {upstream}")));
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

impl Done {
    /// The same in one line, without what whoever began it knows. Untrusted.
    pub fn brief(&self) -> String {
        match &self.shared {
            Shared::NoRemote => {
                let nothing = "nothing to commit";
                let committed = self.committed.as_ref().map_or(nothing, |_| "committed");
                format!("{committed}, and there is no remote to push to")
            }
            Shared::With {
                upstream,
                received,
                sent,
            } => {
                let sent = (*sent > 0).then(|| commits("sent", *sent));
                let mut parts: Vec<String> = received.part("").into_iter().chain(sent).collect();
                if parts.is_empty() {
                    parts.push("nothing new, here or there".to_owned());
                }
                parts.extend(received.clashes.iter().cloned());
                format!("synced with {upstream} · {}", parts.join(" · "))
            }
        }
    }
}

impl Received {
    /// What came in, if anything did; `from` follows the number of commits.
    fn part(&self, from: &str) -> Option<String> {
        let commits = commits("got", self.commits);
        let changes = match self.summary.as_str() {
            "" => String::new(),
            summary => format!(": {summary}"),
        };
        (self.commits > 0).then(|| format!("{commits}{from}{changes}"))
    }
}

fn commits(what: &str, count: u64) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{what} {count} commit{s}")
}
