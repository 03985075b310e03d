//! Exports and imports of the board, each on a thread of its own: disks can be far away, and no key waits for them.

use std::thread;

use super::{named, new_canvas, read, rules, write_if, written};
use crate::app::effect::Export;
use crate::app::msg::{Exported, Imported, Msg, Notice, Trouble};
use crate::app::transfer::Ticket;
use crate::exchange::{Kinds, Look};
use crate::model::kind::Kind;
use crate::shell::Event;
use crate::shell::open::{self, Access};
use crate::shell::perform::{Outside, folder};

impl Outside {
    /// Writes the canvas into a file of another format; an answer at once where there is no thread for that.
    pub(in crate::shell) fn export(&mut self, export: Export) -> Option<Msg> {
        let ticket = export.ticket;
        let (file, tell) = self.canvas()?;
        let (library, today) = (self.library.clone(), self.today.clone());
        let path = named(&export.path);
        let (transfer, end) = self.transfers.write(ticket);
        let refused = start(move || {
            let Export {
                canvas,
                kind,
                target,
                ..
            } = &export;
            // The findings panel tells what is wrong with the rules' file.
            let (rules, _) = rules(*target, Some(&file), canvas, &library, &today);
            let written = written(canvas, kind, *target, Look::default(), &rules);
            let exported = written.and_then(|written| {
                write_if(&path, &written.bytes, || transfer.may_write())?;
                Ok(Exported {
                    name: open::name_of(&path),
                    left: written.left,
                })
            });
            if !transfer.is_withdrawn() {
                // Whoever does not wait for it is told by the message.
                let _ = end.send(exported.as_ref().err().cloned());
                tell(Msg::Exported(ticket, exported));
            }
        });
        refused.map(|trouble| Msg::Exported(ticket, Err(trouble)))
    }

    /// Reads a file of another format, in the same way.
    pub(in crate::shell) fn import(
        &mut self,
        ticket: Ticket,
        path: &str,
        kind: &Kind,
    ) -> Option<Msg> {
        let (_, tell) = self.canvas()?;
        let path = named(path);
        let kinds = Kinds::new(kind.clone(), Vec::new());
        let transfer = self.transfers.read(ticket);
        let refused = start(move || {
            let imported = read(&path, &kinds).map(|import| {
                Box::new(Imported {
                    name: open::name_of(&path),
                    import,
                })
            });
            if !transfer.is_withdrawn() {
                tell(Msg::Imported(ticket, imported));
            }
        });
        refused.map(|trouble| Msg::Imported(ticket, Err(trouble)))
    }

    /// Makes a new canvas of a file of another format, in the same way.
    pub(in crate::shell) fn make(&mut self, ticket: Ticket, path: String) -> Option<Msg> {
        if self.options.access == Access::ReadOnly {
            let refused = Trouble {
                what: "an import makes a file, and nothing is to be changed".to_owned(),
                advice: "Start without --read-only.".to_owned(),
            };
            return Some(Msg::Made(ticket, Err(refused)));
        }
        let (library, events) = (self.library.clone(), self.events());
        let (transfer, end) = self.transfers.write(ticket);
        let refused = start(move || {
            let made = new_canvas(&path, &folder(), &library, || transfer.may_write());
            if !transfer.is_withdrawn() {
                let _ = end.send(made.as_ref().err().cloned());
                let made = Msg::Made(ticket, made.map(Box::new));
                let _ = events.send(Event::Apart(Box::new(made)));
            }
        });
        refused.map(|trouble| Msg::Made(ticket, Err(trouble)))
    }

    /// Takes a transfer back; what there is to say of that.
    pub(in crate::shell) fn withdraw(&mut self, ticket: Ticket) -> Msg {
        if self.transfers.withdraw(ticket) {
            return Msg::Withdrawn(ticket);
        }
        let late = "too late to stop it: the file is being written";
        Msg::Told(Notice::info(late))
    }
}

/// Starts a thread; why not, where it cannot be.
fn start(work: impl FnOnce() + Send + 'static) -> Option<Trouble> {
    let thread = thread::Builder::new().name("exchange".to_owned());
    let error = thread.spawn(work).err()?;
    Some(Trouble {
        what: format!("no thread to read and write files with: {error}"),
        advice: "End other programs, then try again.".to_owned(),
    })
}
