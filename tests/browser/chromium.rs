//! Chromium without a window, led by its DevTools protocol: <https://chromedevtools.github.io/devtools-protocol/>.

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

/// Nothing but what is asked for: no first-run pages, no calls home.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=vi",
    "--remote-debugging-port=0",
];

/// Long enough for a machine that is busy with something else; whoever waits longer waits in vain.
const PATIENCE: Duration = Duration::from_secs(100);

/// A browser with one page open.
pub struct Browser {
    process: Child,
    _profile: tempfile::TempDir,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: Option<String>,
    last: u64,
    /// Pages that are there with all they need.
    loaded: Vec<Value>,
    /// Errors of scripts, and files that could not be loaded.
    pub troubles: Vec<String>,
}

impl Browser {
    /// Starts it. Fails, saying so, when there is no Chromium.
    pub fn start() -> Self {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let mut process = Command::new(executable())
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let mut lines = BufReader::new(process.stderr.take().expect("its standard error")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("DevTools listening on ")?.to_owned()))
            .expect("Chromium tells where it listens");
        // It goes on talking, and would stop when nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        let (socket, _) = tungstenite::connect(address).expect("Chromium answers");
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream
                .set_read_timeout(Some(PATIENCE))
                .expect("a time limit");
        }
        let mut browser = Self {
            process,
            _profile: profile,
            socket,
            session: None,
            last: 0,
            loaded: Vec::new(),
            troubles: Vec::new(),
        };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser.call(
            "Page.setLifecycleEventsEnabled",
            &json!({ "enabled": true }),
        );
        browser
    }

    /// Goes to an address and waits until all of it is there.
    pub fn open(&mut self, address: &str) {
        let gone = self.call("Page.navigate", &json!({ "url": address }));
        assert!(gone["errorText"].is_null(), "{address}: {gone}");
        while !self.loaded.contains(&gone["loaderId"]) {
            self.read();
        }
    }

    /// The value of a script's last expression.
    pub fn eval(&mut self, script: &str) -> Value {
        let parameters =
            json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let result = self.call("Runtime.evaluate", &parameters);
        assert!(result["exceptionDetails"].is_null(), "{script}: {result}");
        result["result"]["value"].clone()
    }

    /// Whether an expression is true by now. A page that is just going elsewhere gives no answer.
    pub fn is_true(&mut self, expression: &str) -> bool {
        let parameters = json!({ "expression": expression, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", &parameters);
        let result = &answer["result"];
        assert!(
            result["exceptionDetails"].is_null(),
            "{expression}: {result}"
        );
        result["result"]["value"] == true
    }

    /// The value of a script, which must be a text.
    pub fn text(&mut self, script: &str) -> String {
        let value = self.eval(script);
        let text = value.as_str().map(str::to_owned);
        text.unwrap_or_else(|| panic!("{script} is {value}"))
    }

    /// Presses a key: `Tab`, `Enter`, `Escape`, ` `, `Home`, `End`, `ArrowDown` and the other arrows.
    pub fn press(&mut self, key: &str) {
        let (code, number, text) = match key {
            "Tab" => ("Tab", 9, ""),
            "Enter" => ("Enter", 13, "\r"),
            "Escape" => ("Escape", 27, ""),
            " " => ("Space", 32, " "),
            "End" => ("End", 35, ""),
            "Home" => ("Home", 36, ""),
            "ArrowLeft" => ("ArrowLeft", 37, ""),
            "ArrowRight" => ("ArrowRight", 39, ""),
            "ArrowDown" => ("ArrowDown", 40, ""),
            _ => panic!("no such key: {key}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let parameters = json!({
                "type": if kind == "keyDown" && text.is_empty() { "rawKeyDown" } else { kind },
                "key": key,
                "code": code,
                "windowsVirtualKeyCode": number,
                "text": text,
            });
            self.call("Input.dispatchKeyEvent", &parameters);
        }
    }

    /// Types a text where the focus is.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", &json!({ "text": text }));
    }

    /// Makes the window this large; up to 500 pixels wide it is a telephone.
    pub fn size(&mut self, width: u32, height: u32) {
        let phone = width <= 500;
        let parameters =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.call("Emulation.setDeviceMetricsOverride", &parameters);
    }

    /// A script that runs in every page that is opened from now on, before its own.
    pub fn before(&mut self, script: &str) {
        let parameters = json!({ "source": script });
        self.call("Page.addScriptToEvaluateOnNewDocument", &parameters);
    }

    /// What the device asks for: a medium (`print`, or none) and features such as `prefers-contrast`.
    pub fn media(&mut self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let parameters = json!({ "media": medium, "features": features });
        self.call("Emulation.setEmulatedMedia", &parameters);
    }

    /// Prints the page, as a PDF in base64.
    pub fn print(&mut self) -> String {
        let printed = self.call("Page.printToPDF", &json!({}));
        printed["data"].as_str().expect("a PDF").to_owned()
    }

    /// What a screen reader is told of the page: nodes as `Accessibility.getFullAXTree` gives them.
    pub fn accessibility(&mut self) -> Vec<Value> {
        self.call("Accessibility.enable", &json!({}));
        let tree = self.call("Accessibility.getFullAXTree", &json!({}));
        tree["nodes"].as_array().expect("nodes").clone()
    }

    /// A finger that goes across the screen.
    pub fn swipe(&mut self, from: (u32, u32), to: (u32, u32)) {
        for (kind, points) in [
            ("touchStart", json!([{ "x": from.0, "y": from.1 }])),
            ("touchMove", json!([{ "x": to.0, "y": to.1 }])),
            ("touchEnd", json!([])),
        ] {
            let parameters = json!({ "type": kind, "touchPoints": points });
            self.call("Input.dispatchTouchEvent", &parameters);
        }
    }

    /// Lets the scripts of pages that are opened from now on run, or not.
    pub fn scripts(&mut self, run: bool) {
        self.call(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": !run }),
        );
    }

    /// Calls a method, which must work, and waits for its result.
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        let answer = self.ask(method, parameters);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Calls a method and waits for its answer.
    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket
            .send(Message::text(message.to_string()))
            .expect("Chromium listens");
        loop {
            let answer = self.read();
            if answer["id"] == self.last {
                return answer;
            }
        }
    }

    /// The next message; what went wrong in the page is kept.
    fn read(&mut self) -> Value {
        let message = self.socket.read().expect("Chromium answers");
        let message: Value = match message {
            Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
            _ => Value::Null,
        };
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Page.lifecycleEvent") if parameters["name"] == "load" => {
                self.loaded.push(parameters["loaderId"].clone());
            }
            Some("Runtime.exceptionThrown") => {
                self.troubles
                    .push(parameters["exceptionDetails"].to_string());
            }
            Some("Log.entryAdded") if parameters["entry"]["level"] == "error" => {
                self.troubles.push(parameters["entry"].to_string());
            }
            Some("Network.loadingFailed") if parameters["canceled"] != true => {
                self.troubles.push(parameters.to_string());
            }
            _ => {}
        }
        message
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Chromium, or what goes by another of its names.
fn executable() -> String {
    if let Ok(named) = std::env::var("CHROMIUM") {
        return named;
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let answers = |name: &&&str| {
        Command::new(name)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let Some(name) = names.iter().find(answers) else {
        panic!(
            "no Chromium was found: install it (apt-get install chromium), or name it in CHROMIUM"
        );
    };
    (*name).to_owned()
}
