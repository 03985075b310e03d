//! Standard input, never more than a canvas may have.

use std::io::{self, Read};

use crate::app::msg::Trouble;
use crate::format;

/// What it is called in messages.
pub(super) const NAME: &str = "standard input";

/// All of it; an error where it is more than a canvas may have, of which nobody would learn otherwise that the end is cut.
pub(super) fn bytes() -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let most = format::MAX_BYTES as u64 + 1;
    let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| Trouble {
        what: format!("{NAME} cannot be read: {error}"),
        advice: "Check the program before the pipe.".to_owned(),
    })?;
    if bytes.len() > format::MAX_BYTES {
        return Err(Trouble {
            what: format!("{NAME} has more than {} MiB", format::MAX_BYTES >> 20),
            advice: "Send less: no canvas could hold it.".to_owned(),
        });
    }
    Ok(bytes)
}

/// All of it as text.
pub(super) fn text() -> Result<String, Trouble> {
    String::from_utf8(bytes()?).map_err(|error| Trouble {
        what: format!(
            "{NAME} is not UTF-8 at byte {}",
            error.utf8_error().valid_up_to() + 1
        ),
        advice: "Convert it first, such as with `iconv -f LATIN1 -t UTF-8`.".to_owned(),
    })
}
