//! Through a real SSH server on this machine: two people on one file, and a connection that breaks.
//!
//! The server is started on a free port, with keys and settings of its own; where there is none, the tests say so.

use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::place::{Place, eventually, texts_in};
use crate::term::{Run, Term};

/// Where sshd has to have its own empty folder when root starts it.
const SEPARATION: &str = "/run/sshd";

/// A running server, ended when it is dropped.
struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
    user: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program is; `None`, which is said, where it is not.
fn program(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];
    let found = folders.iter().map(|folder| Path::new(folder).join(name));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        println!("SKIPPED: there is no {name} here (Debian: openssh-server, openssh-client)");
    }
    found
}

/// Whether new terminals belong to the group that sshd wants them to have, which only root could give them.
fn terminals_have_their_group() -> bool {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let terminals = mounts
        .lines()
        .find(|line| line.contains(" /dev/pts devpts "));
    terminals.is_some_and(|line| line.contains("gid="))
}

/// What the server has said.
fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn make_key(path: &Path) -> String {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
        .arg(path)
        .status();
    assert!(made.unwrap().success());
    fs::read_to_string(path.with_extension("pub")).unwrap()
}

fn user() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Server {
    /// Starts one; `None` where that cannot be had.
    fn start(place: &Place) -> Option<Self> {
        let (sshd, _) = program("sshd").zip(program("ssh"))?;
        let can = if rustix::process::geteuid().is_root() {
            fs::create_dir_all(SEPARATION).is_ok()
        } else {
            terminals_have_their_group()
        };
        if !can {
            println!("SKIPPED: sshd cannot give this user a terminal here, or lacks {SEPARATION}");
            return None;
        }
        let folder = place.root().join("ssh");
        fs::create_dir(&folder).unwrap();
        let host = make_key(&folder.join("host"));
        let person = make_key(&folder.join("person"));
        fs::write(folder.join("authorized"), person).unwrap();
        // Another program can take a free port before the server does.
        let server = (0..5).find_map(|_| Self::on_free_port(&sshd, &folder, &host));
        Some(server.unwrap_or_else(|| panic!("{}", log(&folder))))
    }

    /// `None` where it ended at once.
    fn on_free_port(sshd: &Path, folder: &Path, host: &str) -> Option<Self> {
        let port = free_port();
        let known = format!("[127.0.0.1]:{port} {host}");
        fs::write(folder.join("known"), known).unwrap();
        let config = folder.join("config");
        fs::write(&config, settings(folder, port)).unwrap();
        let mut child = Command::new(sshd)
            .args(["-D", "-e", "-f"])
            .arg(config)
            .stdin(Stdio::null())
            .stderr(fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        eventually("a server that listens, or has ended", || {
            log(folder).contains("Server listening") || child.try_wait().unwrap().is_some()
        });
        let mut server = Self {
            child,
            folder: folder.to_owned(),
            port,
            user: user(),
        };
        let runs = server.child.try_wait().unwrap().is_none();
        runs.then_some(server)
    }

    /// The board of somebody who logs in, in a terminal of their own.
    fn log_in(&self, place: &Place, who: &str) -> Term {
        let file = |name: &str| self.folder.join(name).into_os_string();
        let option = |name: &str, value: OsString| {
            let mut option = OsString::from(format!("{name}="));
            option.push(value);
            ["-o".into(), option]
        };
        let mut words: Vec<OsString> = ["ssh", "-tt", "-F", "none", "-p", &self.port.to_string()]
            .map(OsString::from)
            .into();
        words.extend(["-i".into(), file("person")]);
        words.extend(option("UserKnownHostsFile", file("known")));
        words.extend(option("IdentitiesOnly", "yes".into()));
        words.extend(option("BatchMode", "yes".into()));
        words.extend(option("LogLevel", "ERROR".into()));
        words.push(format!("{}@127.0.0.1", self.user).into());
        words.push(command(place, who));
        Run::program(place, words).start()
    }
}

fn settings(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n\
         PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n\
         KbdInteractiveAuthentication no\nPermitRootLogin yes\n"
    )
}

/// What the far shell is to run. No path of a test has a sign that a shell would mind.
fn command(place: &Place, who: &str) -> OsString {
    let mut command = OsString::from("cd ");
    command.push(place.work());
    command.push(" && exec env");
    for (name, value) in place.environment() {
        // The server says of the terminal what the client does.
        if name != "TERM" {
            command.push(format!(" {name}="));
            command.push(value);
        }
    }
    command.push(format!(" USER={who} "));
    command.push(env!("CARGO_BIN_EXE_bmcanvas"));
    command.push(" aws.canvas.json");
    command
}

/// How many boards run in the place's folder.
fn boards(place: &Place) -> usize {
    let work = fs::canonicalize(place.work()).unwrap();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let is_board = |process: &fs::DirEntry| {
        let link = |name: &str| fs::read_link(process.path().join(name)).ok();
        link("cwd").as_ref() == Some(&work)
            && link("exe").is_some_and(|exe| exe.ends_with("bmcanvas"))
    };
    processes.filter(is_board).count()
}

fn anna_and_ben(server: &Server, place: &Place) -> (Term, Term) {
    let (anna, ben) = (server.log_in(place, "anna"), server.log_in(place, "ben"));
    anna.wait_for("with ben");
    ben.wait_for("with anna");
    // A board that starts git is two for a moment.
    eventually("two boards", || boards(place) == 2);
    (anna, ben)
}

fn leave(mut term: Term) {
    term.wait_for("saved");
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn two_who_logged_in_see_what_the_other_keeps() {
    let (place, path) = Place::with_aws();
    let Some(server) = Server::start(&place) else {
        return;
    };
    let (anna, ben) = anna_and_ben(&server, &place);
    for (one, other, who, text) in [
        (&anna, &ben, "anna", "Resellers"),
        (&ben, &anna, "ben", "Fairs"),
    ] {
        one.type_for("3o", "EDIT");
        one.type_for(text, text);
        one.type_for("<esc>", "BOARD");
        other.wait_for(&format!("+ {text}"));
        other.wait_for(&format!("{who}: +1 Channels"));
        assert!(texts_in(&path, "channels").contains(&text.to_owned()));
    }
    leave(anna);
    leave(ben);
    eventually("the end of all boards", || boards(&place) == 0);
    assert_eq!(place.drafts(), []);
}

#[test]
fn a_connection_that_breaks_costs_no_word_and_the_other_does_not_notice() {
    let (place, path) = Place::with_aws();
    let Some(server) = Server::start(&place) else {
        return;
    };
    let (anna, ben) = anna_and_ben(&server, &place);
    anna.type_for("3o", "EDIT");
    anna.type_for("half a thought", "half a thought");
    let before = ben.screen();
    anna.kill9();
    eventually("the end of her board", || boards(&place) == 1);
    ben.wait_without("with anna");
    let words = |screen: &str| -> Vec<String> {
        let alone = screen.replace("@anna", "").replace("with anna", "");
        let words = alone.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    assert_eq!(words(&ben.screen()), words(&before));

    let anna = server.log_in(&place, "anna");
    anna.wait_for("Unfinished work");
    anna.wait_for("half a thought");
    anna.type_for("t", "EDIT");
    anna.type_for(" more", "half a thought more");
    anna.type_for("<esc>", "BOARD");
    ben.wait_for("+ half a thought more");
    assert!(texts_in(&path, "channels").contains(&"half a thought more".to_owned()));
    leave(anna);
    leave(ben);
    eventually("the end of all boards", || boards(&place) == 0);
    assert_eq!(place.drafts(), []);
}
