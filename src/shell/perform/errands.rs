//! What git is to do about the open canvas.

use super::{Outside, folder};
use crate::app::effect::Errand;
use crate::app::lens::Against;
use crate::app::msg::Msg;
use crate::shell::history::Historian;
use crate::shell::syncing::{self, Syncing};
use crate::shell::versions;

impl Outside {
    /// Has git do something; an answer at once where that cannot be begun.
    pub(in crate::shell) fn git(&mut self, errand: Errand) -> Option<Msg> {
        match errand {
            Errand::Propose => self.propose(),
            Errand::Version(against) => self.version(against),
            Errand::Sync(message) => self.sync(message),
            Errand::Stop => {
                let file = self.file.as_ref();
                if let Some(syncing) = file.and_then(|file| file.syncing.as_ref()) {
                    syncing.stop();
                }
                None
            }
            errand @ (Errand::History
            | Errand::CloseHistory
            | Errand::Then(_)
            | Errand::Blame
            | Errand::Refs) => self.look_back(errand),
        }
    }

    /// Has the life of the canvas looked up.
    fn look_back(&mut self, errand: Errand) -> Option<Msg> {
        let tell = Box::new(self.teller(self.file.as_ref()?.number));
        let file = self.file.as_mut()?;
        let path = &file.session.path;
        let new = || Historian::new(path.clone());
        let historian = file.historian.get_or_insert_with(new);
        match errand {
            Errand::History => historian.list(tell),
            Errand::Then(moment) => historian.then(moment, tell),
            Errand::Blame => historian.blame(tell),
            Errand::Refs => historian.refs(tell),
            Errand::CloseHistory
            | Errand::Propose
            | Errand::Version(_)
            | Errand::Sync(_)
            | Errand::Stop => {
                historian.close();
                None
            }
        }
    }

    fn propose(&mut self) -> Option<Msg> {
        let file = self.file.as_ref()?;
        let end = self.teller(file.number);
        let started = syncing::propose(&file.session.path, &self.library, end);
        started.err().map(|trouble| Msg::Proposed(Err(trouble)))
    }

    fn version(&mut self, against: Against) -> Option<Msg> {
        let file = self.file.as_ref()?;
        let end = self.teller(file.number);
        let started = versions::version(&file.session.path, folder(), against.clone(), end);
        started
            .err()
            .map(|trouble| Msg::Version(against, Err(trouble)))
    }

    fn sync(&mut self, message: Option<String>) -> Option<Msg> {
        let end = match self.filer()? {
            Ok(filer) => filer.teller(),
            Err(trouble) => return Some(Msg::Synced(Err(trouble))),
        };
        let step = self.teller(self.file.as_ref()?.number);
        let file = self.file.as_mut()?;
        match Syncing::start(&file.session.path, &self.library, message, step, end) {
            Ok(syncing) => {
                self.will.stop_first(self.seat, Some(syncing.clone()));
                file.syncing = Some(syncing);
                None
            }
            Err(trouble) => Some(Msg::Synced(Err(trouble))),
        }
    }
}
