//! bmcanvas: a workshop board for business model canvases in the terminal.
//!
//! What is on the screen, and where it is made:
//!
//! ```text
//!  AWS EC2, 2015            for Cloud team · 2026-11-20 · #3   main ↑1 ●  ui::header, ui::standing (git)
//! ╭ 8 Partners  3 ┬ 7 Activities 3 ┬ 2 Value @anna 4 ┬─ … ──────────╮    ui::frame, ui::block (titles, people)
//! │▌Hardware      │▌Automated      │█Self-service    │              │    ui::block (notes), app::column
//! │+suppliers     │▏delivery       │█VMs             │              │    layout (where), text (what), app::news (+)
//! ├ 9 Cost Structure ──────── 4 ┬ 5 Revenue Streams ┴─────────── 3 ┤
//! │▌Servers and data centres    │▌Hourly fee                       │    ui::popup, ui::help, ui::zoom over it
//! ╰─────────────────────────────┴──────────────────────────────────╯
//!  BOARD  ⏎ edit  o new  …                1 new · with anna · saved       ui::footer, ui::hints, ui::notice
//! ```
//!
//! A pure core in a thin shell:
//!
//! ```text
//! keys, paste, mouse ──► tty::decode ─┐
//! the file, people, git, signals ─────┼─► Msg ─► app::update(&mut State, Msg) -> Vec<Effect> ─► shell ─► Msg …
//! answers to effects ─────────────────┘                │
//!                                                      └─► ui::scene -> ui::compose -> tty::encode ─► terminal
//! ```
//!
//! An edit on its way: `model::edit` changes the canvas, `Effect::Save` has `shell::filer` write it, `store::save` asks
//! under the file's lock what is there by now, and where that is news `model::merge` makes one canvas of both. What the
//! file holds then comes back as `Msg::Saved`; what others write in between, as `Msg::Looked`. git merges by the same
//! function, through `cli::merge` as its driver and in a sync (`git::sync`).
//!
//! What the blocks show is up to `app::lens`: the canvas as it is, what changed since another version of it
//! (`app::weave`), the canvas as it was (`app::timeline`), how old its notes are (`app::ages`), how it differs from the
//! one beside it (`app::beside`). Drawing, moving and searching go by `Board::shown`, editing by `Board::canvas`. Other
//! versions come from `git::history`, `git::blobs` and `git::blame` on threads of `shell::history`, never waited for.
//!
//! Invariants, held by `tests/architecture.rs`, which reads the `use` lines:
//!
//! - `model` and `format` know no terminal, clock, thread or path; `text`, `layout` and `tty` know no board.
//! - `exchange`, which writes and reads other formats, knows neither board nor terminal, and opens no file.
//! - `review`, which tells what differs between two canvases, knows neither board nor terminal.
//! - `app` knows no input or output: time, ids and file contents come to it as data, effects leave it as data.
//! - `ui` never changes state.
//! - `store` and `git` know no board, and `store` no git.
//! - Only `store`, `git`, `shell` and `cli` touch the outside, and nothing depends on `cli` or `shell`.
//!
//! Every string of a file is untrusted. `text::clean::Shown` is the only way from a string to the screen.

pub mod app;
pub mod cli;
pub mod config;
pub mod examples;
pub mod exchange;
pub mod format;
pub mod git;
pub mod layout;
pub mod model;
pub mod review;
pub mod shell;
pub mod store;
pub mod text;
pub mod tty;
pub mod ui;
