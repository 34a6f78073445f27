//! Random documents from the pieces that matter, and what must hold for each.

use fieldbook_render::{HIGHLIGHT_CLASSES, plain_text};
use proptest::prelude::*;

use crate::dom::violations;
use crate::shared::{ASSET_BASE, page};

const PIECES: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![",
    "](",
    "|",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## ",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "<",
    ">",
    "</",
    "<svg",
    " onload=",
    "javascript:",
    "asset:",
    "https://a.example/",
    "mailto:",
    "fieldbook://record/",
    "#",
    "[^a]",
    "[^a]: ",
    "cs-api-port",
    "\"",
    "'",
    "&",
    "&#x3c;",
    "\\",
    "\u{202E}",
    "\u{200D}",
    "\0",
    "\t",
    "    ",
    "é",
    "漢字",
    "👩‍💻",
    "rust",
    "html",
    "[ ] ",
    "---",
    "|-|-|\n",
    "www.a.b",
    "x",
];

proptest! {
    #[test]
    fn pages_of_random_pieces_hold(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let markdown: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        let rendered = page(&markdown);
        let found = violations(&rendered.html, ASSET_BASE);
        prop_assert!(found.is_empty(), "{markdown:?}: {found:?}");
        // Anchors: the page, the outline and the index agree, and every one is once.
        let mut ids: Vec<_> = rendered.outline.iter().map(|heading| &heading.id).collect();
        for id in &ids {
            let attribute = format!("id=\"{id}\"");
            prop_assert_eq!(rendered.html.matches(&attribute).count(), 1, "{} in {}", id, markdown);
        }
        let text = plain_text(&markdown);
        let sections: Vec<_> =
            text.sections.iter().map(|s| &s.heading_id).filter(|id| !id.is_empty()).collect();
        prop_assert!(sections.iter().all(|id| ids.contains(id)), "{sections:?} {ids:?}");
        ids.dedup();
        prop_assert_eq!(ids.len(), rendered.outline.len());
        prop_assert_eq!(page(&markdown), rendered, "rendering twice gives the same page");
    }

    #[test]
    fn highlighting_changes_no_character(code in "[a-z{}()\"'/*#<>&;=. \n\t-]{0,200}", pick in 0..8_usize) {
        let language = ["rust", "ts", "python", "bash", "yaml", "json", "html", "sql"][pick];
        prop_assume!(!code.is_empty());
        let plain = page(&format!("~~~\n{code}\n~~~\n")).html;
        let mut coloured = page(&format!("~~~{language}\n{code}\n~~~\n")).html;
        coloured = coloured.replace(&format!(" class=\"language-{language}\""), "");
        for class in HIGHLIGHT_CLASSES {
            coloured = coloured.replace(&format!("<span class=\"{class}\">"), "");
        }
        prop_assert_eq!(coloured.replace("</span>", ""), plain);
    }
}
