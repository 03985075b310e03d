//! Today's date.

use std::time::SystemTime;

use crate::text::age::date;

/// Today as `YYYY-MM-DD`, in UTC.
pub(super) fn today() -> String {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    date(now.as_secs() / 86_400)
}
