//! The boundary: one command list, the data that crosses it, errors as code and arguments.
