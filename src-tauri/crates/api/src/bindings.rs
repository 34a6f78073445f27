//! The TypeScript side of the command list, written from the Rust types.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{ApiError, Event, commands};

/// Hears of each command of the list.
pub(crate) trait Commands {
    /// A command, what it asks for and what it answers; `docs` are its documentation lines.
    fn command<I: TS + 'static, O: TS + 'static>(&mut self, name: &str, docs: &[&str]);
}

/// Writes the content of `ui/src/api/bindings.ts`.
pub fn typescript() -> String {
    let mut writer = Writer {
        config: Config::default(),
        seen: HashSet::new(),
        types: BTreeMap::new(),
        commands: String::new(),
    };
    writer.visit::<ApiError>();
    writer.visit::<Event>();
    commands::visit(&mut writer);
    let mut text = String::from(
        "// Generated from Rust by `cargo xtask bindings`; a test fails when it is out of date.\n\n\
         /** Where something begins and ends in a text, in UTF-16 units; the end is exclusive. */\n\
         export type Range = [number, number];\n",
    );
    for declaration in writer.types.values() {
        let _ = write!(text, "\n{declaration}\n");
    }
    let _ = write!(
        text,
        "\n/** Every command: what it asks for, what it answers. */\nexport type Commands = {{\n{}}};\n",
        writer.commands
    );
    text
}

struct Writer {
    config: Config,
    seen: HashSet<TypeId>,
    types: BTreeMap<String, String>,
    commands: String,
}

impl Commands for Writer {
    fn command<I: TS + 'static, O: TS + 'static>(&mut self, name: &str, docs: &[&str]) {
        self.visit::<I>();
        self.visit::<O>();
        for doc in docs {
            if let Some(text) = doc.trim().strip_prefix("doc =") {
                let text = text.trim().trim_matches('"').trim();
                let _ = writeln!(self.commands, "  /** {text} */");
            }
        }
        let (input, output) = (I::name(&self.config), O::name(&self.config));
        let _ = writeln!(self.commands, "  {name}: [{input}, {output}];");
    }
}

impl TypeVisitor for Writer {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only types of our own have a place to be written to; the others are spelt out in use.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}", T::decl(&self.config));
            let other = self.types.insert(name.clone(), declaration);
            assert!(other.is_none(), "two Rust types are both called {name} in TypeScript");
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
