//! The program `bmcanvas`.

use std::process::ExitCode;

fn main() -> ExitCode {
    bmcanvas::cli::run(std::env::args_os())
}
