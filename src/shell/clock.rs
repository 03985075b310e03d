//! What time it is.

use std::time::SystemTime;

use crate::model::timestamp::Timestamp;

/// Now, in UTC.
pub fn now() -> Timestamp {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    Timestamp(now.as_secs())
}
