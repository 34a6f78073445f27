//! Prints what rendering costs on this machine: `cargo run --example render_cost -p fieldbook-render`.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::time::Instant;

use fieldbook_render::{Options, plain_text, render};

fn main() {
    let options = Options { resolve: &|_| None, asset_base: "kb-asset://localhost/" };
    let prose = "Moved *41* endpoints, see [[cs-a]] and [docs](https://a.example) for `x::y`.\n\n";
    let code = "```rust\nfn add(a: u32) -> u32 { a + 1 } // adds\n```\n\n";
    let page = format!("## Part\n\n{}{}", prose.repeat(20), code.repeat(8)).repeat(4);
    time("first page, plain", 1, || render(prose, &options).html.len());
    time("first code block (loads the grammars)", 1, || render(code, &options).html.len());
    time(&format!("typical page, {} bytes", page.len()), 50, || render(&page, &options).html.len());
    time("its text for the index", 50, || plain_text(&page).sections.len());
    for (name, part) in
        [("quotes", ">"), ("brackets", "["), ("back ticks", "`a``b"), ("tables", "|a")]
    {
        let text = part.repeat(100_000 / part.len());
        time(&format!("100 kB of {name}"), 1, || render(&text, &options).html.len());
    }
    for language in
        ["rust", "js", "ts", "python", "bash", "yaml", "html", "sql", "markdown", "php", "ruby"]
    {
        let bait = "/(((((a\\ <a b=\"${x:-`y`} ${{{[[((\"'*_".repeat(24);
        let block = format!("```{language}\n{}```\n", format!("{bait}\n").repeat(60));
        time(&format!("bait in {language}, {} bytes", block.len()), 1, || {
            render(&block, &options).html.len()
        });
    }
}

fn time(what: &str, times: u32, mut work: impl FnMut() -> usize) {
    let started = Instant::now();
    let mut size = 0;
    for _ in 0..times {
        size = work();
    }
    let each = started.elapsed() / times;
    println!("{what}: {:.2} ms ({size})", each.as_secs_f64() * 1000.0);
}
