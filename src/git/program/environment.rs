//! What git is told by its environment: to ask nobody, open nothing, and believe nothing that another git left there.

use std::env;
use std::process::Command;

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// To be told something; the answer is read by the program.
    Query,
    /// To change something; what git says is for a person.
    Work(Ssh),
}

/// How git calls ssh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ssh {
    /// As the person set it up.
    Theirs,
    /// As usual, but without asking.
    Batch,
}

/// Variables that git sets for the programs that it starts, such as hooks. Passed on they would lead to another
/// repository than the folder's.
const MISLEADING: [&str; 16] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// No pager, editor or prompt; file names mean what they say.
const QUIET: [(&str, &str); 7] = [
    ("GIT_EDITOR", "true"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_MERGE_AUTOEDIT", "no"),
    ("GIT_PAGER", "cat"),
    ("GIT_SEQUENCE_EDITOR", "true"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // Whatever way ssh is called, it asks a program rather than the terminal.
    ("SSH_ASKPASS_REQUIRE", "force"),
];

/// Who decides how ssh is called: the person, if they said anything about it.
pub(super) fn ssh(configured: impl FnOnce() -> bool) -> Ssh {
    let said = ["GIT_SSH_COMMAND", "GIT_SSH"]
        .into_iter()
        .any(|name| env::var_os(name).is_some());
    if said || configured() {
        Ssh::Theirs
    } else {
        Ssh::Batch
    }
}

/// Sets the environment and the options that stand before git's command.
pub(super) fn set(command: &mut Command, manner: Manner) {
    command.args(["--no-pager", "-c", "color.ui=false"]);
    for name in MISLEADING {
        command.env_remove(name);
    }
    command.envs(QUIET);
    if env::var_os("SSH_ASKPASS").is_none() {
        command.env("SSH_ASKPASS", "false");
    }
    // gpg would ask for its passphrase on the terminal that this names.
    command.env_remove("GPG_TTY");
    match manner {
        Manner::Query => {
            // A repository can name any program as its monitor; a question should not start it.
            command
                .args(["-c", "core.fsmonitor=false"])
                .env("GIT_OPTIONAL_LOCKS", "0")
                .env("LC_ALL", "C.UTF-8")
                .env_remove("LANGUAGE");
        }
        Manner::Work(Ssh::Batch) => {
            command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        }
        Manner::Work(Ssh::Theirs) => {}
    }
}
