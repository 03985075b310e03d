//! `man`: the whole manual in one page, as one file is all that people install.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

/// The heading that the options of each command would begin a section with.
const OPTIONS: &[u8] = b".SH OPTIONS\n";

/// The manual page of the program, in roff.
pub(super) fn write(program: Command, out: &mut dyn Write) -> io::Result<()> {
    let program = program.disable_help_subcommand(true);
    let commands: Vec<Command> = program.get_subcommands().cloned().collect();
    let examples = program.get_after_help().map(ToString::to_string);
    let man = Man::new(program);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    writeln!(out, ".SH COMMANDS")?;
    for command in commands {
        write_command(command, out)?;
    }
    writeln!(out, ".SH EXAMPLES")?;
    write_as_it_is(&examples.unwrap_or_default(), out)?;
    man.render_version_section(out)
}

/// A command with its options and examples.
fn write_command(command: Command, out: &mut dyn Write) -> io::Result<()> {
    let command = command.disable_help_flag(true);
    let name = format!("bmcanvas {}", command.get_name());
    let about = command.get_about().map(ToString::to_string);
    let examples = command.get_after_help().map(ToString::to_string);
    let mut heading = Roff::new();
    heading.control("SS", [name.as_str()]);
    heading.text([roman(about.unwrap_or_default())]);
    heading.to_writer(out)?;
    let mut options = Vec::new();
    Man::new(command).render_options_section(&mut options)?;
    let options = match options.windows(OPTIONS.len()).position(|at| at == OPTIONS) {
        Some(at) => options.get(at + OPTIONS.len()..).unwrap_or_default(),
        None => &options,
    };
    out.write_all(options)?;
    write_as_it_is(&examples.unwrap_or_default(), out)
}

/// A text whose lines and blanks stay: examples are columns.
fn write_as_it_is(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut roff = Roff::new();
    roff.control("PP", []).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_writer(out)
}
