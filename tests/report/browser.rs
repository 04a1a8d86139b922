//! A browser without a window.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Chromium or one of its kin, with a profile of its own that goes with it.
pub(crate) struct Browser {
    program: PathBuf,
    folder: PathBuf,
}

/// What became of a page.
pub(crate) struct Page {
    /// The document as the browser understood it.
    pub(crate) dom: String,
    /// What the page wrote to the console, which is where browsers say that something was refused.
    pub(crate) messages: Vec<String>,
}

impl Browser {
    /// The browser that `DENSE_BROWSER` names, or the first that is installed.
    pub(crate) fn find() -> Option<Browser> {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let installed = || {
            let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
            let folders: Vec<PathBuf> = std::env::split_paths(&paths).collect();
            names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|it| it.is_file())
        };
        let program = std::env::var_os("DENSE_BROWSER").map(PathBuf::from).or_else(installed)?;
        let folder = std::env::temp_dir().join(format!("dense-browser-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the browser");
        Some(Browser { program, folder })
    }

    pub(crate) fn name(&self) -> String {
        self.program.display().to_string()
    }

    /// Opens a page from a file.
    pub(crate) fn open(&self, html: &str) -> Page {
        let page = self.write("page.html", html);
        let output = self.run(&["--dump-dom", &page]);
        let log = String::from_utf8_lossy(&output.stderr);
        let messages = log.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect();
        Page { dom: String::from_utf8_lossy(&output.stdout).into_owned(), messages }
    }

    /// The pixels of a page.
    pub(crate) fn screenshot(&self, html: &str) -> Vec<[u8; 3]> {
        self.screenshot_of("page.html", html)
    }

    /// The pixels of a file that the browser shows.
    pub(crate) fn screenshot_of(&self, name: &str, contents: &str) -> Vec<[u8; 3]> {
        let page = self.write(name, contents);
        let picture = self.folder.join("screenshot.png");
        let _ = fs::remove_file(&picture);
        self.run(&[&format!("--screenshot={}", picture.display()), "--window-size=1000,2400", &page]);
        pixels(&picture)
    }

    fn write(&self, name: &str, contents: &str) -> String {
        let path = self.folder.join(name);
        fs::write(&path, contents).expect("a file for the browser");
        format!("file://{}", path.display())
    }

    /// Runs the browser, which finds no host. One that hangs is ended.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command
            .args(["--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--force-device-scale-factor=1", "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND"])
            .arg(format!("--user-data-dir={}", self.folder.join("profile").display()))
            .args(arguments);
        // Chromium's sandbox does not work for root, as whom tests run in containers.
        if cfg!(target_os = "linux") {
            command.arg("--no-sandbox");
        }
        // Files, because nobody reads pipes while the browser runs.
        let files = ["stdout", "stderr"].map(|name| self.folder.join(name));
        let [stdout, stderr] = files.each_ref().map(|path| fs::File::create(path).expect("a file for the browser"));
        let mut child = command
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(stderr)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot run {}: {error}", self.name()));
        let begin = Instant::now();
        let status = loop {
            match child.try_wait().expect("the browser's state") {
                Some(status) => break status,
                None if begin.elapsed() > Duration::from_secs(120) => {
                    let _ = child.kill();
                    panic!("{} does not end", self.name());
                }
                None => sleep(Duration::from_millis(20)),
            }
        };
        let [stdout, stderr] = files.map(|path| fs::read(path).expect("what the browser wrote"));
        assert!(status.success(), "{status}: {}", String::from_utf8_lossy(&stderr));
        Output { status, stdout, stderr }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser's last processes may still write there; what is left lies among temporary files.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn pixels(picture: &Path) -> Vec<[u8; 3]> {
    let file = fs::File::open(picture).expect("a screenshot");
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a whole picture");
    bytes.chunks_exact(info.color_type.samples()).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}
