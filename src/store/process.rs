//! Which process wrote something, and whether it still runs. A process id alone is used again.

use rustix::io::Errno;
use rustix::process::{Pid, getpid, test_kill_process};

/// A process, told apart from others that get its id later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Process {
    pid: Pid,
    /// The boot and the tick of its start; empty where the system does not tell.
    birth: String,
}

impl Process {
    /// This process.
    pub(super) fn this() -> Self {
        let pid = getpid();
        let birth = stat(pid).map(|stat| stat.birth).unwrap_or_default();
        Self { pid, birth }
    }

    /// As part of a file's name: `PID-BIRTH`.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", self.pid.as_raw_pid(), self.birth)
    }

    /// Reads `name` back.
    pub(super) fn named(pid: &str, birth: &str) -> Option<Self> {
        let pid = Pid::from_raw(pid.parse().ok().filter(|pid| *pid > 0)?)?;
        Some(Self {
            pid,
            birth: birth.to_owned(),
        })
    }

    /// Whether it has ended. Where that cannot be told, it has not.
    pub(super) fn is_dead(&self) -> bool {
        let another = |stat: Stat| !self.birth.is_empty() && stat.birth != self.birth;
        is_dead(self.pid) || stat(self.pid).is_some_and(another)
    }
}

/// Whether there is no such process. One that may not be signalled is alive, one that nobody has waited for is not.
pub(super) fn is_dead(pid: Pid) -> bool {
    test_kill_process(pid) == Err(Errno::SRCH) || stat(pid).is_some_and(|stat| stat.ended)
}

struct Stat {
    ended: bool,
    birth: String,
}

fn stat(pid: Pid) -> Option<Stat> {
    let text = std::fs::read(format!("/proc/{}/stat", pid.as_raw_pid())).ok()?;
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    parse(&String::from_utf8_lossy(&text), &boot)
}

/// The program's name, in brackets, may hold anything: fields are counted from its end.
fn parse(stat: &str, boot: &str) -> Option<Stat> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ');
    let ended = matches!(fields.next()?, "Z" | "X");
    let ticks: u64 = fields.nth(18)?.parse().ok()?;
    let boot = boot.split('-').next()?;
    Some(Stat {
        ended,
        birth: format!("{boot}{ticks:x}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Process, parse};

    #[test]
    fn the_start_is_read_past_any_program_name() {
        let numbers: Vec<String> = (4..=52).map(|field| field.to_string()).collect();
        for (name, state, ended) in [
            ("sh", "S", false),
            ("a) Z (b", "R", false),
            ("sh", "Z", true),
        ] {
            let stat = parse(
                &format!("7 ({name}) {state} {}", numbers.join(" ")),
                "0123abcd-9\n",
            )
            .unwrap();
            assert_eq!(
                (stat.ended, stat.birth.as_str()),
                (ended, "0123abcd16"),
                "field 22 is 22, hexadecimal 16"
            );
        }
    }

    #[test]
    fn a_process_with_our_id_and_another_start_is_dead() {
        let this = Process::this();
        assert!(!this.is_dead());
        let (pid, birth) = this
            .name()
            .split_once('-')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert_eq!(Process::named(&pid, &birth), Some(this));
        assert!(Process::named(&pid, "0123abcd16").unwrap().is_dead());
        assert!(
            !Process::named(&pid, "").unwrap().is_dead(),
            "nothing is known of its start"
        );
        assert_eq!(Process::named("0", ""), None);
        assert_eq!(Process::named("-1", ""), None);
    }
}
