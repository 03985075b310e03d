//! A real browser that looks at a page: what it makes of it, how that looks, what it asks the network for.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// Debian's.
pub(crate) const PROGRAM: &str = "chromium";

/// A browser that has nothing from before, and no network: all that it asks for comes to this test.
pub(crate) struct Browser {
    folder: TempDir,
    proxy: String,
    asked: Receiver<String>,
}

/// A page as the browser has it.
pub(crate) struct Seen {
    /// The document, as HTML.
    pub(crate) dom: String,
    /// What the browser asked the network for, a line for each request. Its own requests are among them.
    pub(crate) asked: Vec<String>,
    /// The picture: red, green and blue of each point.
    pub(crate) points: Vec<[u8; 3]>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = format!("http://{}", listener.local_addr().unwrap());
        let (send, asked) = mpsc::channel();
        // It ends with the test program.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let send = send.clone();
                thread::spawn(move || drop(send.send(refuse(stream))));
            }
        });
        Self {
            folder: tempfile::tempdir().unwrap(),
            proxy,
            asked,
        }
    }

    /// Opens the page in a window of this size, with further flags.
    pub(crate) fn look(&self, page: &Path, size: &str, flags: &[&str]) -> Seen {
        let picture = self.path("picture.png");
        let shot = format!("--screenshot={}", picture.display());
        let size = format!("--window-size={size}");
        let all = [&["--dump-dom", &*shot, &*size, "--hide-scrollbars"], flags].concat();
        let dom = self.run(page, &all);
        Seen {
            dom,
            asked: self.asked.try_iter().collect(),
            points: points(&picture),
        }
    }

    /// Prints the page, and gives the PDF.
    pub(crate) fn print(&self, page: &Path) -> Vec<u8> {
        let paper = self.path("paper.pdf");
        let print = format!("--print-to-pdf={}", paper.display());
        self.run(page, &[&print, "--no-pdf-header-footer"]);
        fs::read(paper).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, page: &Path, flags: &[&str]) -> String {
        let profile = format!("--user-data-dir={}", self.path("profile").display());
        let proxy = format!("--proxy-server={}", self.proxy);
        let mut command = Command::new(PROGRAM);
        command.args(["--headless", "--disable-gpu", "--disable-dev-shm-usage"]);
        // Root has no sandbox, and a container neither.
        command.args(["--no-sandbox", "--no-first-run", &profile, &proxy]);
        command
            .args(flags)
            .arg(format!("file://{}", page.display()));
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Reads what is asked for, and answers that it is not to be had.
fn refuse(mut stream: TcpStream) -> String {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let mut bytes = [0; 4096];
    let read = stream.read(&mut bytes).unwrap_or(0);
    let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    let asked = String::from_utf8_lossy(&bytes[..read]).into_owned();
    asked.lines().next().unwrap_or_default().to_owned()
}

fn points(picture: &Path) -> Vec<[u8; 3]> {
    let file = std::io::BufReader::new(fs::File::open(picture).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let each = frame.color_type.samples();
    let bytes = &bytes[..frame.buffer_size()];
    let points = bytes.chunks_exact(each);
    points.map(|point| [point[0], point[1], point[2]]).collect()
}
