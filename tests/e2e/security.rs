//! What the page may not do, tried in the built app. Each refusal stands beside a control that shows the attempt
//! was a real one.

use fieldbook_tests::app::RunningApp;
use serde_json::json;

#[test]
fn markup_from_strings_is_refused() {
    let app = RunningApp::start();
    let attempts = [
        ("innerHTML", "document.createElement('div').innerHTML = '<b>x</b>'"),
        (
            "outerHTML",
            "const d = document.createElement('div'); d.append(document.createElement('p')); d.firstChild.outerHTML = '<b>x</b>'",
        ),
        (
            "insertAdjacentHTML",
            "document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>')",
        ),
        ("document.write", "document.write('<b>x</b>')"),
        ("srcdoc", "document.createElement('iframe').srcdoc = '<b>x</b>'"),
        ("DOMParser", "new DOMParser().parseFromString('<b>x</b>', 'text/html')"),
        ("script text", "document.createElement('script').text = 'window.bad = 1'"),
        ("script src", "document.createElement('script').src = 'https://example.org/x.js'"),
        ("eval", "window.eval('1')"),
        ("Function", "new window.Function('return 1')()"),
        ("another policy", "window.trustedTypes.createPolicy('evil', { createHTML: s => s })"),
    ];
    for (name, attempt) in attempts {
        let script =
            format!("try {{ {attempt}; return 'done' }} catch (error) {{ return String(error) }}");
        let outcome = app.run(&script, &[]);
        // The reason matters: a typo in the attempt would throw as well.
        let outcome = outcome.as_str().unwrap_or_default();
        let by_policy = ["trusted", "Trusted", "policy", "Policy", "Refused"]
            .iter()
            .any(|word| outcome.contains(word));
        assert!(by_policy, "{name}: {outcome}");
    }
    // Control: the same nodes without a string are nobody's business.
    let control = app.run("const d = document.createElement('div'); d.append(document.createElement('b')); return d.outerHTML", &[]);
    assert_eq!(control, "<div><b></b></div>");
}

#[test]
fn inline_script_and_style_do_not_apply() {
    let app = RunningApp::start();
    let violations = app.run_async(
        "const seen = [];
         document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective));
         const script = document.createElement('script');
         script.append(document.createTextNode('window.bad = true'));
         document.head.append(script);
         const link = document.createElement('a');
         link.setAttribute('href', 'javascript:window.bad = true');
         document.body.append(link); link.click();
         const style = document.createElement('style');
         style.append(document.createTextNode('body { outline: 7px solid red }'));
         document.head.append(style);
         const image = document.createElement('img'); image.src = 'https://example.org/x.png'; document.body.append(image);
         const frame = document.createElement('iframe'); frame.src = 'https://example.org/'; document.body.append(frame);
         await fetch('https://example.org/').catch(() => {});
         await new Promise(done => { const poll = () => seen.length >= 4 ? done() : setTimeout(poll, 20); poll(); setTimeout(done, 5000); });
         return { bad: window.bad === true, outline: getComputedStyle(document.body).outlineWidth, seen }",
        &[],
    );
    assert_eq!(violations["bad"], false, "{violations}");
    assert_ne!(violations["outline"], "7px", "{violations}");
    let seen = violations["seen"].to_string();
    for directive in ["script-src", "style-src", "img-src", "connect-src"] {
        assert!(seen.contains(directive), "no violation of {directive} was reported: {seen}");
    }
}

#[test]
fn the_page_cannot_leave_the_app_or_open_windows() {
    let app = RunningApp::start();
    // Until the page has taken its first place, its address changes by itself.
    app.wait("the start screen's address", || app.url().contains("#/").then_some(()));
    let before = app.url();
    for target in [
        "https://example.org/",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://127.0.0.1:1/",
        "kb-asset://localhost/x",
    ] {
        let answer = app.run_async(
            "try { location.href = arguments[0] } catch (error) {}
             await new Promise(done => setTimeout(done, 200));
             const opened = window.open(arguments[0]);
             return { opened: opened !== null && opened !== undefined && !opened.closed, here: location.href }",
            &[json!(target)],
        );
        assert_eq!(answer["here"], json!(before), "{target}");
        assert_eq!(answer["opened"], false, "{target}");
    }
    // Control: a place in the app can be gone to.
    app.run("location.hash = '#/settings'", &[]);
    app.wait("the place in the app", || app.url().ends_with("#/settings").then_some(()));
}

#[test]
fn the_page_has_no_power_but_our_commands() {
    let app = RunningApp::start();
    let call = |command: &str| {
        app.run_async(
            "try { await window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]); return 'done' }
             catch (error) { return 'refused: ' + error }",
            &[json!(command), json!({ "label": "x", "options": {}, "path": "/etc/passwd", "value": "x", "urls": [] })],
        )
    };
    for command in [
        "plugin:webview|create_webview_window",
        "plugin:webview|internal_toggle_devtools",
        "plugin:window|set_title",
        "plugin:window|close",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:fs|read_text_file",
        "plugin:deep-link|register",
        "plugin:window-state|save_window_state",
        "plugin:global-shortcut|register",
        "plugin:global-shortcut|unregister_all",
        "plugin:shell|open",
        "plugin:opener|open_url",
        "plugin:app|version",
        "plugin:resources|close",
    ] {
        let answer = call(command);
        assert!(
            answer.as_str().is_some_and(|text| text.starts_with("refused")),
            "{command}: {answer}"
        );
    }
    assert_eq!(app.run("return typeof window.__TAURI__", &[]), "undefined");
    // Control: a command of ours is answered, if only with its own error.
    let link = app.run_async(
        "return await window.__TAURI_INTERNALS__.invoke('open_link', { url: arguments[0], confirmed: false })",
        &[json!("https://example.org/x")],
    );
    assert_eq!(
        link,
        json!({ "opened": false, "url": "https://example.org/x", "host": "example.org" })
    );
}

#[test]
fn prototypes_are_frozen() {
    let app = RunningApp::start();
    let polluted = app.run(
        "try { Object.prototype.polluted = 1 } catch (error) {} return ({}).polluted === 1",
        &[],
    );
    assert_eq!(polluted, false);
}
