//! The allow list over finished HTML, the last step of the pipeline.
