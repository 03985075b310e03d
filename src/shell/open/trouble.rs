//! What went wrong on the way to a canvas, with the file's name and what to do.

use std::path::Path;

use crate::app::msg::Trouble;
use crate::format::Broken;
use crate::store::library::KindTrouble;
use crate::store::load::LoadError;

/// The file cannot be loaded.
pub(super) fn unloaded(path: &Path, error: &LoadError) -> Trouble {
    Trouble {
        what: format!("{}: {error}", path.display()),
        advice: error.advice().to_owned(),
    }
}

/// The file is no canvas.
pub(super) fn broken(path: &Path, broken: &Broken) -> Trouble {
    let place = broken.at.map(|at| format!(":{at}")).unwrap_or_default();
    Trouble {
        what: format!("{}{place}: {broken}", path.display()),
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
