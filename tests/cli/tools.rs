//! Programs that tests use where they are: browsers and the like.

use std::process::{Command, Stdio};

/// Whether the program is here. Where it is not, the test says that it skips itself; and it fails where nothing may be
/// skipped, as in `.ci/run`, which installs them all.
pub(crate) fn has(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked.arg("--version").stdin(Stdio::null());
    let is_here = asked.output().is_ok_and(|output| output.status.success());
    let must = std::env::var("BMCANVAS_TEST_ALL").is_ok_and(|all| all == "1");
    assert!(
        is_here || !must,
        "no {program} here, and BMCANVAS_TEST_ALL=1 lets no test skip itself"
    );
    if !is_here {
        println!("skipped: no {program} here");
    }
    is_here
}
