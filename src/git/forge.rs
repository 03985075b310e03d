//! The page of an issue at the forge that a repository comes from.

use super::program::Git;

/// Why no page can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoForge {
    /// There is no remote that is called so, or no repository.
    NoRemote,
    /// It is no address of a forge.
    NoAddress,
}

/// A repository at a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    host: String,
    repository: String,
}

impl Forge {
    /// The one that `origin` names.
    pub fn of(git: &Git) -> Result<Self, NoForge> {
        let said = git.query(["remote", "get-url", "origin"]);
        let output = said.map_err(|_| NoForge::NoRemote)?;
        let line = String::from_utf8_lossy(output.line()).into_owned();
        output.fine().map_err(|_| NoForge::NoRemote)?;
        Self::read(&line).ok_or(NoForge::NoAddress)
    }

    /// Reads `https://HOST/OWNER/REPO.git`, `ssh://git@HOST/OWNER/REPO.git` or `git@HOST:OWNER/REPO.git`.
    fn read(url: &str) -> Option<Self> {
        let (host, path, has_web_port) = match url.split_once("://") {
            Some(("https" | "http", rest)) => {
                let (host, path) = rest.split_once('/')?;
                (host, path, true)
            }
            Some(("ssh" | "git" | "git+ssh", rest)) => {
                let (host, path) = rest.split_once('/')?;
                (host, path, false)
            }
            Some(_) => return None,
            None => {
                let (host, path) = url.split_once(':')?;
                (host, path.trim_start_matches('/'), false)
            }
        };
        // A password may stand there; it goes nowhere.
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        let host = if has_web_port { host } else { name };
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_sound =
            is_host(name) && port.bytes().all(|byte| byte.is_ascii_digit()) && is_repository(path);
        is_sound.then(|| Self {
            host: host.to_owned(),
            repository: path.to_owned(),
        })
    }

    /// The page of an issue of this repository, or of another one of the forge.
    pub fn issue(&self, repository: Option<&str>, number: u64) -> String {
        let repository = repository.unwrap_or(&self.repository);
        format!("https://{}/{repository}/issues/{number}", self.host)
    }
}

fn is_host(host: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    host.contains('.') && !host.starts_with(['-', '.']) && host.chars().all(plain)
}

fn is_repository(path: &str) -> bool {
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~');
    let is_part = |part: &str| !part.is_empty() && part.chars().all(plain) && part != "..";
    path.contains('/') && path.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::Forge;

    #[test]
    fn a_remote_leads_to_its_issues() {
        for (url, page) in [
            ("https://forge.example/a/b.git", "https://forge.example/a/b"),
            ("https://forge.example/a/b/", "https://forge.example/a/b"),
            (
                "https://me:secret@forge.example:8443/a/b",
                "https://forge.example:8443/a/b",
            ),
            ("http://forge.example/a/b", "https://forge.example/a/b"),
            (
                "ssh://git@forge.example:2222/a/b.git",
                "https://forge.example/a/b",
            ),
            ("git@forge.example:a/b.git", "https://forge.example/a/b"),
            (
                "forge.example:/group/sub/b",
                "https://forge.example/group/sub/b",
            ),
            (
                "git://forge.example/a/b-c_d.e",
                "https://forge.example/a/b-c_d.e",
            ),
        ] {
            let forge = Forge::read(url).unwrap();
            assert_eq!(forge.issue(None, 7), format!("{page}/issues/7"), "{url}");
        }
        let forge = Forge::read("git@forge.example:a/b.git").unwrap();
        let other = forge.issue(Some("x/y"), 3);
        assert_eq!(other, "https://forge.example/x/y/issues/3");
    }

    #[test]
    fn what_is_no_forge_leads_nowhere() {
        for url in [
            "",
            "/srv/git/a/b.git",
            "../b.git",
            "file:///srv/git/a/b.git",
            "host:b",
            "machine:a/b.git",
            "git@forge.example:b.git",
            "https://forge.example/a",
            "https://forge.example/a/b c",
            "https://forge.example/a/../b",
            "https://forge.example/a/b?x=$(id)",
            "https://-x.example/a/b",
            "https://forge.example\u{202e}/a/b",
        ] {
            assert_eq!(Forge::read(url), None, "{url}");
        }
    }
}
