//! What Linux tells of a process.

use std::fs;

use rustix::process::Pid;

/// The state letter: `R` runs, `S` sleeps, `T` is stopped, `Z` is dead; `None` where it is gone.
pub(crate) fn state(pid: Pid) -> Option<char> {
    let stat = fs::read(format!("/proc/{}/stat", pid.as_raw_pid())).ok()?;
    let stat = String::from_utf8_lossy(&stat).into_owned();
    // The program's name, in brackets, may hold anything.
    stat.rsplit_once(") ")?.1.chars().next()
}

/// How often the process's threads went to sleep and were woken.
pub(crate) fn wakes(pid: Pid) -> u64 {
    wakes_of(pid, |_| true)
}

/// As `wakes`, of those threads only whose name is wanted.
pub(crate) fn wakes_of(pid: Pid, is_wanted: impl Fn(&str) -> bool) -> u64 {
    let threads = fs::read_dir(format!("/proc/{}/task", pid.as_raw_pid())).unwrap();
    threads
        .map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).unwrap())
        .filter(|status| is_wanted(text(status, "Name:")))
        .map(|status| field(&status, "voluntary_ctxt_switches:"))
        .sum()
}

/// The processor time that it has used, in ticks of mostly 10 ms.
pub(crate) fn ticks(pid: Pid) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_pid())).unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let fields = fields.split(' ').skip(11).take(2);
    fields.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

fn field(status: &str, name: &str) -> u64 {
    text(status, name).parse().unwrap()
}

fn text<'a>(status: &'a str, name: &str) -> &'a str {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap().trim()
}

/// Whether the main thread is held by the terminal, which takes no more bytes.
pub(crate) fn is_blocked_in_output(pid: Pid) -> bool {
    let call = fs::read_to_string(format!("/proc/{}/syscall", pid.as_raw_pid()));
    // Number and arguments of the call that it waits in: its first argument is standard output only in a write.
    call.is_ok_and(|call| call.split(' ').nth(1) == Some("0x1"))
}
