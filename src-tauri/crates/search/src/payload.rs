//! What each commit says about itself: which store, which version, up to which change.

use crate::{RebuildReason, schema::SCHEMA_VERSION, tokenizer::ANALYSER_VERSION};

/// What each commit says about itself.
pub(crate) struct Payload {
    schema: u32,
    analyser: u32,
    pub(crate) sequence: u64,
    epoch: String,
}

impl Payload {
    pub(crate) fn new(epoch: &str, sequence: u64) -> Payload {
        Payload {
            schema: SCHEMA_VERSION,
            analyser: ANALYSER_VERSION,
            sequence,
            epoch: epoch.to_owned(),
        }
    }

    /// `fieldbook <schema> <analyser> <sequence> <epoch>`; the epoch comes last as it is free text.
    pub(crate) fn write(&self) -> String {
        let Payload { schema, analyser, sequence, epoch } = self;
        format!("fieldbook {schema} {analyser} {sequence} {epoch}")
    }

    pub(crate) fn read(text: &str) -> Option<Payload> {
        let mut parts = text.strip_prefix("fieldbook ")?.splitn(4, ' ');
        Some(Payload {
            schema: parts.next()?.parse().ok()?,
            analyser: parts.next()?.parse().ok()?,
            sequence: parts.next()?.parse().ok()?,
            epoch: parts.next()?.to_owned(),
        })
    }

    pub(crate) fn fits(&self, epoch: &str) -> Result<(), RebuildReason> {
        if (self.schema, self.analyser) != (SCHEMA_VERSION, ANALYSER_VERSION) {
            Err(RebuildReason::OtherVersion)
        } else if self.epoch != epoch {
            Err(RebuildReason::OtherStore)
        } else {
            Ok(())
        }
    }
}
