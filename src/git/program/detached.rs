//! Running git apart from our terminal: with a process group of its own, so that all that it starts can be ended with
//! it, and where it does something also without a terminal, so that no hook or helper can write or ask there.

use std::env;
use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use super::environment::Manner;

/// The program that starts another one in a session of its own.
const SETSID: &str = "setsid";

/// This program, to be started apart.
pub(super) fn command(program: &OsStr, manner: Manner) -> Command {
    match (manner, setsid()) {
        (Manner::Work(_), Some(setsid)) => {
            // It leads its session, and so a group, as it does not lead one yet.
            let mut command = Command::new(setsid);
            command.arg(program);
            command
        }
        (Manner::Query | Manner::Work(_), _) => {
            let mut command = Command::new(program);
            command.process_group(0);
            command
        }
    }
}

/// Where that program is, if there is one.
fn setsid() -> Option<&'static PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let path = env::var_os("PATH")?;
        let mut candidates = env::split_paths(&path).map(|folder| folder.join(SETSID));
        candidates.find(|file| file.is_absolute() && file.is_file())
    };
    FOUND.get_or_init(find).as_ref()
}
