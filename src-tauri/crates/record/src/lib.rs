//! The three kinds of record, documents read and edited without loss, checks, leverage and verdicts; no I/O.
