//! The checked-in TypeScript is what the Rust types say.

use std::path::Path;

#[test]
fn checked_in_types_are_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/api/bindings.ts");
    let current = fieldbook_api::typescript();
    if std::env::var_os("FIELDBOOK_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("writable");
        std::fs::File::create(&file)
            .and_then(|mut out| std::io::Write::write_all(&mut out, current.as_bytes()))
            .expect("the source tree is writable");
        return;
    }
    let checked_in = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        checked_in == current,
        "ui/src/api/bindings.ts is out of date: run `cargo xtask bindings`"
    );
}
