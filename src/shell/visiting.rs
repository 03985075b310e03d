//! Opening what a note names: a file in the person's editor, an address in their program or by their clipboard.

mod tmux;

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::external::{self, Spot};
use super::{Shell, clipboard};
use crate::app::msg::{Msg, Notice, Trouble};
use crate::config::{Pane, References};
use crate::git::forge::{Forge, NoForge};
use crate::git::program::Git;
use crate::model::reference::{FilePlace, Issue, Target};
use crate::store::named::{Around, Named};
use crate::text::clean::Shown;

/// How much of a path or an address a message has room for.
const MOST_SHOWN: usize = 60;

impl Shell {
    /// Opens it, or says why not; an answer for the core, if there is one by now.
    pub(super) fn visit(&mut self, target: &Target) -> Result<Option<Msg>, Trouble> {
        let Some((canvas, tell)) = self.outside.canvas() else {
            return Ok(None);
        };
        match target {
            Target::Path(place) => {
                let around = Around::canvas(&canvas);
                match spot(&around, place) {
                    Ok(spot) => self.show(spot, &around, tell),
                    Err(trouble) => Ok(Some(Msg::Told(trouble.into()))),
                }
            }
            Target::Url(url) => match self.outside.references.opener.clone() {
                Some(opener) => {
                    let url = url.clone();
                    in_background(move || tell(Msg::Told(open(&opener, &url))));
                    Ok(None)
                }
                None => {
                    self.to_clipboard(url)?;
                    let text = format!("the terminal's clipboard, if it takes it, has {url}");
                    Ok(Some(Msg::Told(Notice::info(text))))
                }
            },
            Target::Issue(issue) => {
                let (issue, references) = (issue.clone(), self.outside.references.clone());
                in_background(move || {
                    let address = address(&issue, &references, &canvas);
                    tell(Msg::Addressed(address));
                });
                Ok(None)
            }
        }
    }

    /// Hands the text to the terminal's clipboard; there is no answer.
    pub(super) fn to_clipboard(&self, text: &str) -> Result<Option<Msg>, Trouble> {
        self.outside.write(&clipboard::sequence(text))?;
        Ok(None)
    }

    /// Sounds the terminal's bell, which tmux and most terminals show for a window that is not looked at.
    pub(super) fn ring(&self) -> Result<Option<Msg>, Trouble> {
        self.outside.write(b"\x07")?;
        Ok(None)
    }

    /// Shows a place in a file: in a pane of tmux where the person wants that, else here.
    fn show(
        &mut self,
        spot: Spot,
        around: &Around,
        tell: impl Fn(Msg) + Send + 'static,
    ) -> Result<Option<Msg>, Trouble> {
        let folder = around.here().to_path_buf();
        match self.outside.references.pane {
            pane @ (Pane::Right | Pane::Below | Pane::Window) if tmux::is_around() => {
                in_background(move || {
                    if let Err(trouble) = tmux::show(&spot, &folder, pane) {
                        tell(Msg::Told(trouble.into()));
                    }
                });
                Ok(None)
            }
            Pane::Off | Pane::Right | Pane::Below | Pane::Window => {
                let mouse = self.state.settings.mouse;
                let shown = self
                    .outside
                    .lend(mouse, |terminal| external::show(&spot, &folder, terminal))?;
                self.redraw();
                Ok(shown.err().map(|trouble| Msg::Told(trouble.into())))
            }
        }
    }
}

/// Does this on a thread of its own. Where there is none to be had, it is not done, as many other things then.
fn in_background(work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().name("visit".to_owned()).spawn(work);
}

/// Where the place is that a note names.
fn spot(around: &Around, place: &FilePlace) -> Result<Spot, Trouble> {
    let name = short(&place.path);
    match around.find(&place.path) {
        Some(Named::File(path) | Named::Folder(path)) => Ok(external::spot(&path, place)),
        Some(Named::Other(_)) => Err(Trouble {
            what: format!("{name} is no file"),
            advice: "It is a pipe or a device, which no editor opens.".to_owned(),
        }),
        None => Err(Trouble {
            what: format!("there is no {name}"),
            advice: if around.has_top() {
                "Paths count from the canvas's folder, then from the repository's top.".to_owned()
            } else {
                "Paths count from the canvas's folder.".to_owned()
            },
        }),
    }
}

/// The page of the issue.
fn address(issue: &Issue, references: &References, canvas: &Path) -> Result<String, Trouble> {
    let pattern = references.issue_url.as_deref();
    let (repository, number) = match (issue, pattern) {
        (Issue::Number(number), Some(pattern)) => {
            return Ok(pattern.replace("{}", &number.to_string()));
        }
        (Issue::Key(key), Some(pattern)) => return Ok(pattern.replace("{}", key)),
        (Issue::Key(key), None) => {
            return Err(Trouble {
                what: format!("no page is known for {}", short(key)),
                advice: "Set issue_url in config.toml to the tracker's address.".to_owned(),
            });
        }
        (Issue::Number(number), None) => (None, *number),
        (Issue::Elsewhere { repository, number }, _) => (Some(repository.as_str()), *number),
    };
    let folder = canvas.parent().unwrap_or(canvas);
    let forge = Forge::of(&Git::at(folder)).map_err(|reason| Trouble {
        what: format!("no page is known for {issue}"),
        advice: match reason {
            NoForge::NoRemote => {
                "Set issue_url in config.toml, or give the repository a remote called origin."
            }
            NoForge::NoAddress => {
                "Set issue_url in config.toml: the remote origin is no forge's address."
            }
        }
        .to_owned(),
    })?;
    Ok(forge.issue(repository, number))
}

/// Hands the address to a program, away from our terminal.
fn open(opener: &str, url: &str) -> Notice {
    // The words of a person's own configuration are read as a shell does; the address is none of them.
    let script = format!("{opener} \"$@\"");
    let ended = Command::new("sh")
        .args(["-c", &script, "sh", url])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match ended {
        Ok(status) if status.success() => {
            Notice::info(format!("opened with {}: {}", short(opener), short(url)))
        }
        Ok(status) => Notice::from(Trouble {
            what: format!("{} ended with {status}", short(opener)),
            advice: "Check opener in config.toml; without it addresses go to the clipboard."
                .to_owned(),
        }),
        Err(error) => Notice::from(Trouble {
            what: format!("{} did not start: {error}", short(opener)),
            advice: "Check opener in config.toml.".to_owned(),
        }),
    }
}

/// As much of it as a message has room for.
fn short(text: &str) -> String {
    Shown::line(text).truncate(MOST_SHOWN).to_string()
}
