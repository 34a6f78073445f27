//! The boundary: the list, the generated types, errors as codes.

mod bindings;
mod dispatch;
