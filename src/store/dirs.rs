//! The user's own folders, where the XDG rules put them.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

const PROGRAM: &str = "bmcanvas";

/// Where the configuration, kinds and themes are: `$XDG_CONFIG_HOME/bmcanvas`, else `~/.config/bmcanvas`. `None` without
/// a home.
pub fn config() -> Option<PathBuf> {
    in_base(&Xdg::new().ok()?.config_dir())
}

/// Where unfinished work is kept: `$XDG_STATE_HOME/bmcanvas`, else `~/.local/state/bmcanvas`. `None` without a home.
pub fn state() -> Option<PathBuf> {
    in_base(&Xdg::new().ok()?.state_dir()?)
}

/// What need not outlive the user's session: `$XDG_RUNTIME_DIR/bmcanvas`. `None` where the system gives no such folder.
pub fn runtime() -> Option<PathBuf> {
    let base = Xdg::new().ok()?.runtime_dir()?;
    base.is_dir().then(|| in_base(&base)).flatten()
}

/// An empty `HOME` is no home: relative paths would land in whatever folder the program was started in.
fn in_base(base: &Path) -> Option<PathBuf> {
    base.is_absolute().then(|| base.join(PROGRAM))
}

/// Makes a folder of the user's own and those above it, closed to others. One that is there stays as it is.
pub fn create(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// FNV-1a: names for files that stay the same from one version of the program to the next.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
