//! Has git leave the merge of the canvas to us, also where the clone was not set up.
//!
//! Merged by lines without a conflict, a canvas can come out wrong: where both sides added the same note beside
//! different ones, git keeps it twice.

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::{Job, Step};

/// A driver that merges nothing: git stops, and keeps base and both sides for us.
const DRIVER: &str = "merge.bmcanvas.driver=false";

/// The rule, in a file that lasts as long as this.
pub(super) struct Rule(NamedTempFile);

impl Rule {
    /// git's arguments that make it hold for one command.
    pub(super) fn arguments(&self) -> [OsString; 4] {
        let mut file = OsString::from("core.attributesFile=");
        file.push(self.0.path());
        ["-c".into(), DRIVER.into(), "-c".into(), file]
    }
}

impl Job<'_> {
    /// The rule for this canvas, after the person's own attributes, which it stands in for.
    pub(super) fn rule(&self) -> std::io::Result<Rule> {
        let own = self
            .own_attributes()
            .and_then(|path| std::fs::read(path).ok());
        let mut file = NamedTempFile::new()?;
        file.write_all(&own.unwrap_or_default())?;
        file.write_all(&rule(self.place.path.as_os_str().as_bytes()))?;
        file.flush()?;
        Ok(Rule(file))
    }

    /// Where git looks for the person's own attributes.
    fn own_attributes(&self) -> Option<PathBuf> {
        let asked = self.ask(Step::Merging, &["config", "--path", "core.attributesFile"]);
        if let Some(path) = asked.ok().filter(|output| output.code == Some(0)) {
            let path = path.out.strip_suffix(b"\n").unwrap_or(&path.out).to_vec();
            return Some(OsString::from_vec(path).into());
        }
        let folder = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty());
        let config = folder("XDG_CONFIG_HOME").map(PathBuf::from);
        let config = config.or_else(|| Some(PathBuf::from(folder("HOME")?).join(".config")));
        config.map(|config| config.join("git/attributes"))
    }
}

/// The line that names the driver for this path, whatever is in it.
fn rule(path: &[u8]) -> Vec<u8> {
    let mut line = b"\n\"/".to_vec();
    for byte in path {
        match byte {
            // For the pattern, and then for the quotes around it.
            b'*' | b'?' | b'[' | b'\\' => line.extend([b'\\', b'\\', *byte]),
            b'"' => line.extend(b"\\\""),
            0..0x20 | 0x7f => line.extend(format!("\\{byte:03o}").bytes()),
            _ => line.push(*byte),
        }
        if *byte == b'\\' {
            line.push(b'\\');
        }
    }
    line.extend(b"\" merge=bmcanvas\n");
    line
}

#[cfg(test)]
mod tests {
    use super::rule;

    #[test]
    fn any_path_is_one_word() {
        for (path, line) in [
            ("plan.canvas.json", r#""/plan.canvas.json" merge=bmcanvas"#),
            ("a b/[x]*.json", r#""/a b/\\[x]\\*.json" merge=bmcanvas"#),
            ("say \"hi\"\n", r#""/say \"hi\"\012" merge=bmcanvas"#),
            ("a\\b", r#""/a\\\\b" merge=bmcanvas"#),
        ] {
            let expected = format!("\n{line}\n");
            assert_eq!(String::from_utf8(rule(path.as_bytes())).unwrap(), expected);
        }
    }
}
