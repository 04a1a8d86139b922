//! A conversation with rust-analyzer in the language server protocol: just as much of it as the tests need.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long rust-analyzer may take for anything. It compiles the macro first.
const PATIENCE: Duration = Duration::from_secs(300);

/// How long an editor may show mistakes that are none.
const SETTLED: Duration = Duration::from_secs(5);

/// The oldest version that runs the macros of the pinned compiler: 1.95.
const OLDEST: u32 = 95;

/// A running rust-analyzer, with one file open.
pub struct Server {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    /// Messages that came while another one was waited for.
    unread: VecDeque<Value>,
    requests: u64,
    uri: String,
    version: u64,
}

/// Why there is no rust-analyzer to ask, if so.
pub fn missing() -> Option<String> {
    let run = Command::new("rust-analyzer").arg("--version").output().ok().filter(|run| run.status.success());
    let Some(run) = run else { return Some("rust-analyzer is not installed".to_owned()) };
    let version = String::from_utf8_lossy(&run.stdout).trim().to_owned();
    // `rust-analyzer 1.96.0`; those that come with an editor have other numbers, and are young.
    let minor = version.split_once(" 1.").and_then(|(_, rest)| rest.split('.').next()?.parse::<u32>().ok());
    let is_old = minor.is_some_and(|minor| minor < OLDEST);
    is_old.then(|| format!("{version} is older than the compiler, whose macros it cannot run"))
}

impl Server {
    /// Starts rust-analyzer in a package and waits until it has read it.
    pub fn start(package: &Path, file: &Path, text: &str) -> Server {
        let mut process = Command::new("rust-analyzer")
            .current_dir(package)
            .env("CARGO_TARGET_DIR", package.join("target"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer runs");
        let input = process.stdin.take().expect("a pipe");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let uri = format!("file://{}", file.display());
        let mut server = Server { process, input, messages, unread: VecDeque::new(), requests: 0, uri, version: 1 };
        server.initialize(package);
        let document = json!({ "uri": server.uri, "languageId": "rust", "version": 1, "text": text });
        server.notify("textDocument/didOpen", json!({ "textDocument": document }));
        server.wait_for(|message| {
            message["method"] == "experimental/serverStatus" && message["params"]["quiescent"] == true
        });
        server
    }

    fn initialize(&mut self, package: &Path) {
        let capabilities = json!({
            "experimental": { "serverStatusNotification": true },
            "textDocument": { "hover": { "contentFormat": ["markdown"] } },
        });
        let options = json!({ "checkOnSave": false, "cargo": { "extraArgs": ["--offline"] } });
        let root = format!("file://{}", package.display());
        self.request(
            "initialize",
            json!({ "rootUri": root, "capabilities": capabilities, "initializationOptions": options }),
        );
        self.notify("initialized", json!({}));
    }

    /// Replaces the text of the file.
    pub fn change(&mut self, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "text": text }]);
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What is wrong with the file, as the editor shows it without asking the compiler: of the newest version of the text.
    pub fn mistakes(&mut self) -> Vec<String> {
        let mut mistakes = self.shown(PATIENCE).expect("rust-analyzer answers in time");
        // What is found before everything has been read, as the macro, is taken back soon after.
        while !mistakes.is_empty()
            && let Some(shown) = self.shown(SETTLED)
        {
            mistakes = shown;
        }
        mistakes
    }

    /// The same of a file in which these texts are expected. On a machine that is busy, the first answer can be that nothing is wrong.
    pub fn mistakes_with(&mut self, texts: &[&str]) -> Vec<String> {
        let mut mistakes: Vec<String> = Vec::new();
        while !texts.iter().all(|text| mistakes.iter().any(|mistake| mistake.contains(text)))
            && let Some(shown) = self.shown(PATIENCE)
        {
            mistakes = shown;
        }
        mistakes
    }

    /// What the editor shows next of the newest version of the text, if that comes in time.
    fn shown(&mut self, time: Duration) -> Option<Vec<String>> {
        let (uri, version) = (self.uri.clone(), self.version);
        let shown = self.wait_within(time, |message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        })?;
        let mistakes = shown["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
        Some(mistakes.iter().filter_map(|mistake| Some(mistake["message"].as_str()?.to_owned())).collect())
    }

    /// What is shown for the word at this place.
    pub fn hover(&mut self, (line, character): (usize, usize)) -> String {
        let result = self.at("textDocument/hover", line, character);
        result["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The files in which the word at this place is defined.
    pub fn definitions(&mut self, (line, character): (usize, usize)) -> Vec<String> {
        let result = self.at("textDocument/definition", line, character);
        let places = result.as_array().cloned().unwrap_or_default();
        let uri = |place: &Value| place["targetUri"].as_str().or(place["uri"].as_str()).unwrap_or_default().to_owned();
        places.iter().map(uri).collect()
    }

    /// The words that are offered at this place.
    pub fn completions(&mut self, (line, character): (usize, usize)) -> Vec<String> {
        let result = self.at("textDocument/completion", line, character);
        let items = result["items"].as_array().or(result.as_array()).cloned().unwrap_or_default();
        items.iter().filter_map(|item| Some(item["label"].as_str()?.to_owned())).collect()
    }

    fn at(&mut self, method: &str, line: usize, character: usize) -> Value {
        let position = json!({ "line": line, "character": character });
        // The server cancels what a change has overtaken, and wants to be asked again.
        loop {
            let answer = self.request(method, json!({ "textDocument": { "uri": self.uri }, "position": position }));
            if answer["error"]["code"] != CONTENT_MODIFIED {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait_for(|message| message["id"] == id && message["method"].is_null())
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("rust-analyzer listens");
        self.input.flush().expect("rust-analyzer listens");
    }

    fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        self.wait_within(PATIENCE, is_it).expect("rust-analyzer answers in time")
    }

    fn wait_within(&mut self, time: Duration, is_it: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(at) = self.unread.iter().position(&is_it) {
            return self.unread.remove(at);
        }
        let end = Instant::now() + time;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).ok()?;
            if is_it(&message) {
                return Some(message);
            }
            match (message["method"].as_str(), &message["id"]) {
                // What the server asks of the editor has an answer that says nothing.
                (Some(method), id) if !id.is_null() => {
                    let nothing = match method {
                        "workspace/configuration" => json!([null]),
                        _ => Value::Null,
                    };
                    self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": nothing }));
                }
                _ => self.unread.push_back(message),
            }
        }
    }
}

/// The code of the error that asks for another try.
const CONTENT_MODIFIED: i64 = -32801;

impl Drop for Server {
    fn drop(&mut self) {
        // Whether it ends by itself does not matter.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The next message, if there is one.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut text = vec![0; length];
    output.read_exact(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}
