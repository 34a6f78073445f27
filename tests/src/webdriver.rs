//! A small WebDriver client: the W3C commands that driving our own app needs, over loopback HTTP.
//!
//! By hand, because the usual clients bring an async runtime and a TLS stack for what is a handful of JSON
//! requests to 127.0.0.1, and because each presets capabilities that WebKitWebDriver refuses (`browserName`,
//! `webSocketUrl`). Everything panics with the caller's line: a journey has nothing to do about an error.

mod wire;

use std::{
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

pub use self::wire::Refusal;
use self::wire::request;

/// How long a condition may take to become true. Generous: the machine of CI has two cores and much to do.
pub const PATIENCE: Duration = Duration::from_secs(30);

const POLL: Duration = Duration::from_millis(20);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The codes of keys that are no characters, for [`Session::press`].
pub mod key {
    #![expect(missing_docs, reason = "the names say it")]
    pub const BACKSPACE: char = '\u{E003}';
    pub const TAB: char = '\u{E004}';
    pub const ENTER: char = '\u{E007}';
    pub const SHIFT: char = '\u{E008}';
    pub const CONTROL: char = '\u{E009}';
    pub const ALT: char = '\u{E00A}';
    pub const ESCAPE: char = '\u{E00C}';
    pub const SPACE: char = ' ';
    pub const PAGE_UP: char = '\u{E00E}';
    pub const PAGE_DOWN: char = '\u{E00F}';
    pub const END: char = '\u{E010}';
    pub const HOME: char = '\u{E011}';
    pub const LEFT: char = '\u{E012}';
    pub const UP: char = '\u{E013}';
    pub const RIGHT: char = '\u{E014}';
    pub const DOWN: char = '\u{E015}';
    pub const DELETE: char = '\u{E017}';
    pub const F1: char = '\u{E031}';
    pub const F3: char = '\u{E033}';
    pub const F6: char = '\u{E036}';
}

/// A handle of an element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

/// One driven web view.
#[derive(Debug)]
pub struct Session {
    port: u16,
    id: String,
}

impl Session {
    /// Lets the driver at `port` start `program` and waits for its web view.
    ///
    /// # Errors
    /// What the driver or the connection says.
    pub fn start(port: u16, program: &Path, arguments: &[String]) -> anyhow::Result<Self> {
        // No browserName: every value of it fails to match with WebKitWebDriver.
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": arguments },
        } } });
        let answer = request(port, "POST", "/session", Some(&capabilities))?
            .map_err(|refusal| anyhow::anyhow!("{}: {}", refusal.error, refusal.message))?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or_else(|| anyhow::anyhow!("no session in {answer}"))?
            .to_owned();
        let session = Self { port, id };
        let limits = json!({ "script": 60_000, "pageLoad": 30_000, "implicit": 0 });
        session
            .ask("POST", "/timeouts", Some(&limits))
            .map_err(|refusal| anyhow::anyhow!("{}", refusal.message))?;
        Ok(session)
    }

    /// True when a driver listens at `port` and takes sessions.
    pub fn is_driver_ready(port: u16) -> bool {
        matches!(request(port, "GET", "/status", None), Ok(Ok(status)) if status["ready"] != false)
    }

    /// The title of the page.
    #[track_caller]
    pub fn title(&self) -> String {
        text(&self.get("/title"))
    }

    /// The address of the page.
    #[track_caller]
    pub fn url(&self) -> String {
        text(&self.get("/url"))
    }

    /// The handle of the window that is driven.
    #[track_caller]
    pub fn window(&self) -> String {
        text(&self.get("/window"))
    }

    /// The handles of all windows.
    #[track_caller]
    pub fn windows(&self) -> Vec<String> {
        let handles = self.get("/window/handles");
        handles.as_array().expect("a list").iter().map(text).collect()
    }

    /// Drives another window from now on.
    #[track_caller]
    pub fn switch_to(&self, window: &str) {
        self.post("/window", &json!({ "handle": window }));
    }

    /// The first element that matches a CSS selector now, if any.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Option<Element> {
        let query = json!({ "using": "css selector", "value": selector });
        match self.ask("POST", "/element", Some(&query)) {
            Ok(value) => Some(Element(text(&value[ELEMENT]))),
            // While a page goes away for the next one, nothing is there yet.
            Err(refusal)
                if matches!(refusal.error.as_str(), "no such element" | "no such frame") =>
            {
                None
            }
            Err(refusal) => panic!("find {selector}: {refusal:?}"),
        }
    }

    /// All elements that match a CSS selector now.
    #[track_caller]
    pub fn find_all(&self, selector: &str) -> Vec<Element> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": selector }));
        found
            .as_array()
            .expect("a list")
            .iter()
            .map(|value| Element(text(&value[ELEMENT])))
            .collect()
    }

    /// Waits until an element matches a CSS selector and is shown.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) -> Element {
        self.wait(&format!("{selector} to be shown"), || {
            self.find(selector).filter(|element| self.is_shown(element))
        })
    }

    /// Waits until no element matches a CSS selector.
    #[track_caller]
    pub fn wait_gone(&self, selector: &str) {
        self.wait(&format!("{selector} to go"), || self.find(selector).is_none().then_some(()));
    }

    /// Waits until the text of the first element that matches contains `part`.
    #[track_caller]
    pub fn wait_for_text(&self, selector: &str, part: &str) -> Element {
        self.wait(&format!("{selector} to say {part:?}"), || {
            self.find(selector).filter(|element| self.text(element).contains(part))
        })
    }

    /// Asks again and again until the answer is `Some`, and panics after [`PATIENCE`] with what was expected.
    #[track_caller]
    pub fn wait<T>(&self, what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(value) = condition() {
                return value;
            }
            if Instant::now() > deadline {
                let body = self
                    .run("return document.body ? document.body.innerText.slice(0, 2000) : ''", &[]);
                panic!(
                    "waited {PATIENCE:?} for {what}; the page is {} ({}) and says:\n{}",
                    self.url(),
                    self.picture_of_failure(),
                    text(&body)
                );
            }
            std::thread::sleep(POLL);
        }
    }

    /// Keeps a picture of the page for whoever looks into the failure, and says where it is.
    fn picture_of_failure(&self) -> String {
        let file = std::env::temp_dir().join(format!("fieldbook-e2e-{}.png", self.id));
        let kept =
            std::fs::File::create(&file).and_then(|mut out| out.write_all(&self.screenshot()));
        kept.map_or_else(|error| error.to_string(), |()| file.display().to_string())
    }

    /// The text of an element as a person sees it; empty when it has left the page.
    #[track_caller]
    pub fn text(&self, element: &Element) -> String {
        self.of_element(element, "GET", "/text").map(|value| text(&value)).unwrap_or_default()
    }

    /// A property of an element, as `value` of an input.
    #[track_caller]
    pub fn property(&self, element: &Element, name: &str) -> Value {
        self.of_element(element, "GET", &format!("/property/{name}")).unwrap_or(Value::Null)
    }

    /// Clicks an element as a person would: it must be in view and not covered.
    #[track_caller]
    pub fn click(&self, element: &Element) {
        if let Err(refusal) = self.of_element(element, "POST", "/click") {
            panic!("click: {refusal:?}");
        }
    }

    /// Types into an element, after what it holds.
    #[track_caller]
    pub fn keys(&self, element: &Element, keys: &str) {
        // `text` is the standard's name; `value` was the driver's before 2.52 and harms nobody.
        let value: Vec<String> = keys.chars().map(String::from).collect();
        self.post(
            &format!("/element/{}/value", element.0),
            &json!({ "text": keys, "value": value }),
        );
    }

    /// Presses keys together and lets go, as `[key::CONTROL, 'k']`, wherever the focus is.
    #[track_caller]
    pub fn press(&self, chord: &[char]) {
        let down = chord.iter().map(|key| json!({ "type": "keyDown", "value": key.to_string() }));
        let up = chord.iter().rev().map(|key| json!({ "type": "keyUp", "value": key.to_string() }));
        self.actions(&down.chain(up).collect::<Vec<_>>());
    }

    /// Types characters one after the other, wherever the focus is.
    #[track_caller]
    pub fn type_text(&self, characters: &str) {
        let strokes = characters.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
        });
        self.actions(&strokes.collect::<Vec<_>>());
    }

    /// Runs a script's body in the page; `arguments` holds the arguments, `return` gives the value.
    #[track_caller]
    pub fn run(&self, body: &str, arguments: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Runs a script's body that may `await`, and waits for what it returns. What it throws is returned as
    /// `{"thrown": message}`, so that a journey can expect it.
    #[track_caller]
    pub fn run_async(&self, body: &str, arguments: &[Value]) -> Value {
        let script = format!(
            "const answer = arguments[arguments.length - 1];
             (async function () {{ {body} }}).apply(null, Array.from(arguments).slice(0, -1))
               .then(v => answer(v === undefined ? null : v), e => answer({{ thrown: String(e && e.message || JSON.stringify(e)) }}));"
        );
        self.post("/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Starts the page afresh and waits for it: after a reload by script the page that goes away still answers.
    #[track_caller]
    pub fn load_again(&self) {
        self.post("/refresh", &json!({}));
    }

    /// Starts the page afresh at an address such as `#/find`.
    #[track_caller]
    pub fn start_at(&self, address: &str) {
        self.run("location.hash = arguments[0]", &[json!(address)]);
        self.load_again();
    }

    /// What the page shows, as the bytes of a PNG file.
    ///
    /// Drawn without layers, WebKitGTK takes the picture only once something of the page is drawn again. Where nothing
    /// moves, not even a caret, that would be never; so a point that is as good as clear changes until it is taken.
    #[track_caller]
    pub fn screenshot(&self) -> Vec<u8> {
        self.run(
            "const point = document.createElement('div');
             point.style.cssText = 'position:fixed;inset:auto 0 0 auto;width:1px;height:1px;background:gray;opacity:0';
             document.documentElement.append(point);
             let left = 100;
             const timer = setInterval(() => {
               point.style.opacity = left % 2 ? '0.004' : '0';
               if ((left -= 1) === 0) { clearInterval(timer); point.remove(); }
             }, 20)",
            &[],
        );
        crate::base64::decode(&text(&self.get("/screenshot")))
    }

    /// Gives the window this size of its inside, in pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.post("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// Ends the session, which closes the app. Errors are no matter: the app may be gone already.
    pub fn end(&self) {
        drop(request(self.port, "DELETE", &format!("/session/{}", self.id), None));
    }

    /// Whether a person could see the element. Not by the driver's own `/displayed`, which takes a button that
    /// clips its label for hidden.
    fn is_shown(&self, element: &Element) -> bool {
        let script = "const [e] = arguments;
            return e.isConnected && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0";
        let input = json!({ "script": script, "args": [{ ELEMENT: element.0 }] });
        // An element that left the page in the meantime is refused as stale.
        self.ask("POST", "/execute/sync", Some(&input)).is_ok_and(|shown| shown == true)
    }

    #[track_caller]
    fn actions(&self, strokes: &[Value]) {
        self.post(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }),
        );
    }

    #[track_caller]
    fn get(&self, path: &str) -> Value {
        self.ask("GET", path, None).unwrap_or_else(|refusal| panic!("GET {path}: {refusal:?}"))
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", path, Some(body))
            .unwrap_or_else(|refusal| panic!("POST {path}: {refusal:?}"))
    }

    #[track_caller]
    fn of_element(&self, element: &Element, method: &str, path: &str) -> Result<Value, Refusal> {
        let body = (method == "POST").then(|| json!({}));
        self.ask(method, &format!("/element/{}{path}", element.0), body.as_ref())
    }

    #[track_caller]
    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Refusal> {
        let path = format!("/session/{}{path}", self.id);
        request(self.port, method, &path, body)
            .unwrap_or_else(|error| panic!("the driver does not answer {method} {path}: {error}"))
    }
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("expected text, got {value}")).to_owned()
}
