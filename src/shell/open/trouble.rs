//! What went wrong on the way to a canvas, with the file's name and what to do.

use std::path::Path;

use crate::app::msg::Trouble;
use crate::format::Broken;
use crate::store::library::KindTrouble;
use crate::store::load::LoadError;
use crate::text::clean::Shown;

/// How a file is named in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shell) enum Name {
    /// By its path.
    Path,
    /// By its last part, cleaned: on the board there is one file only.
    Short,
}

impl Name {
    /// The file's name in this form; the path as it is, untrusted.
    pub(in crate::shell) fn of(self, path: &Path) -> String {
        let last = path.file_name().unwrap_or(path.as_os_str());
        match self {
            Self::Path => path.display().to_string(),
            Self::Short => Shown::line(&last.to_string_lossy()).to_string(),
        }
    }
}

/// The canvas is open already, as the other of two.
pub(in crate::shell) fn twice(path: &Path) -> Trouble {
    Trouble {
        what: format!("{}: it is open already", Name::Short.of(path)),
        advice: "Choose another canvas; `bmcanvas diff FILE` tells what changed in one.".to_owned(),
    }
}

/// The file cannot be loaded.
pub(in crate::shell) fn unloaded(path: &Path, name: Name, error: &LoadError) -> Trouble {
    Trouble {
        what: format!("{}: {error}", name.of(path)),
        advice: error.advice().to_owned(),
    }
}

/// The file is no canvas.
pub(super) fn broken(path: &Path, name: Name, broken: &Broken) -> Trouble {
    let place = broken.at.map(|at| format!(":{at}")).unwrap_or_default();
    Trouble {
        what: format!("{}{place}: {broken}", name.of(path)),
        advice: broken.advice(),
    }
}

/// The canvas's kind cannot be used.
pub(super) fn no_kind(path: &Path, trouble: &KindTrouble) -> Trouble {
    let what = match trouble {
        KindTrouble::Unknown { .. } => format!("{}: {trouble}", path.display()),
        // These name the kind's own file.
        KindTrouble::Wrong { .. } | KindTrouble::Unreadable { .. } => trouble.to_string(),
    };
    Trouble {
        what,
        advice: trouble.advice(),
    }
}

/// No example has this name.
pub(super) fn no_example(name: &str) -> Trouble {
    Trouble {
        what: format!("no example is called {name:?}"),
        advice: "Choose one of the list.".to_owned(),
    }
}

/// The canvas that another one names is not there.
pub(super) fn no_counterpart(path: &str) -> Trouble {
    Trouble {
        what: format!("the counterpart {path:?} is no file"),
        advice: "Choose another canvas, or correct its path with :counterpart.".to_owned(),
    }
}

/// Where a file is to be made, its folder has to be there.
pub(super) fn check_folder(path: &Path) -> Result<(), Trouble> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(Trouble {
            what: format!(
                "{}: there is no folder {}",
                path.display(),
                folder.display()
            ),
            advice: format!(
                "Check the name, or make the folder with `mkdir -p {}`.",
                folder.display()
            ),
        }),
        Some(_) | None => Ok(()),
    }
}
