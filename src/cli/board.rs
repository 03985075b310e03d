//! The board itself: all that it starts with.

use std::io::IsTerminal;

use super::args::BoardArgs;
use super::failure::Failure;
use super::files::folder_of;
use super::surroundings;
use super::themes;
use crate::app::effect::Switch;
use crate::app::msg::Trouble;
use crate::app::state::Settings;
use crate::app::timer::Timer;
use crate::config::Config;
use crate::examples;
use crate::shell::open::{Access, Options};
use crate::shell::{self, Launch};
use crate::store::library::Library;
use crate::store::user;
use crate::ui::theme::DEFAULT;

/// Shows the board until the person leaves it.
pub(super) fn run(args: BoardArgs) -> Result<(), Failure> {
    let (config, mut warnings) = surroundings::config();
    let library = Library::around(folder_of(args.file.as_deref()));
    let depth = surroundings::depth(
        args.look.color,
        config.color,
        !std::io::stdout().is_terminal(),
    );
    let references = config.references.clone();
    let settings = settings(&args, config, &library, &mut warnings);
    shell::run(Launch {
        settings,
        library,
        depth,
        glyphs: surroundings::glyphs(args.look.ascii),
        open: args.file,
        second: args.second,
        references,
        options: Options {
            kind: args.look.kind,
            access: if args.read_only {
                Access::ReadOnly
            } else {
                Access::Edit
            },
        },
        warnings,
    })
    .map_err(Failure::from)
}

/// An error where the first of two files is more likely a command that was mistyped.
pub(super) fn refuse_mistyped(args: &BoardArgs) -> Result<(), Trouble> {
    match (&args.file, &args.second) {
        (Some(first), Some(_)) if first.extension().is_none() && !first.exists() => Err(Trouble {
            what: format!("no command and no file is called {}", first.display()),
            advice: "`bmcanvas --help` lists the commands; of two canvases, a new one is named with its ending."
                .to_owned(),
        }),
        (Some(_) | None, _) => Ok(()),
    }
}

fn settings(
    args: &BoardArgs,
    config: Config,
    library: &Library,
    warnings: &mut Vec<String>,
) -> Settings {
    let (kinds, troubles) = library.kinds();
    warnings.extend(troubles.iter().map(ToString::to_string));
    let theme = args.look.theme.clone().or(config.theme);
    Settings {
        keymap: config.keymap,
        theme: theme.unwrap_or_else(|| DEFAULT.to_owned()),
        themes: themes::names(library),
        mouse: if args.no_mouse {
            Switch::Off
        } else {
            config.mouse
        },
        autosave: config.autosave,
        timer: Timer::Off,
        totals: config.totals,
        view: config.view,
        kinds: kinds
            .into_iter()
            .map(|kind| (kind.id, kind.title))
            .collect(),
        examples: examples::ALL
            .iter()
            .map(|example| (example.name.to_owned(), example.title.to_owned()))
            .collect(),
        today: shell::clock::now().date(),
        user: user::name(),
    }
}
