//! nDCG@10 of other engines on the known collections, measured in November 2026 over all queries.

/// A collection's name, and engines with their figures.
pub(crate) type Row = (&'static str, &'static [(&'static str, f64)]);

/// `our first` is the configuration that the design recommended, before there was a product.
pub(crate) const PEERS: &[Row] = &[
    ("cranfield", &[("Lucene", 0.392), ("tantivy", 0.373), ("FTS5", 0.378), ("our first", 0.392)]),
    ("cisi", &[("Lucene", 0.378), ("tantivy", 0.315), ("FTS5", 0.322), ("our first", 0.397)]),
    ("med", &[("Lucene", 0.690), ("tantivy", 0.708), ("FTS5", 0.701), ("our first", 0.697)]),
    ("cacm", &[("Lucene", 0.476), ("tantivy", 0.428), ("FTS5", 0.412), ("our first", 0.487)]),
    ("npl", &[("Lucene", 0.433), ("tantivy", 0.439), ("FTS5", 0.432), ("our first", 0.418)]),
    ("lisa", &[("Lucene", 0.465), ("tantivy", 0.437), ("FTS5", 0.401), ("our first", 0.494)]),
    ("time", &[("Lucene", 0.687), ("tantivy", 0.672), ("FTS5", 0.681), ("our first", 0.679)]),
    ("cosqa", &[("Lucene", 0.321), ("tantivy", 0.382), ("FTS5", 0.386), ("our first", 0.396)]),
    ("cmrc", &[("Lucene", 0.980), ("tantivy", 0.158), ("FTS5", 0.158), ("our first", 0.981)]),
    ("drcd", &[("Lucene", 0.956), ("tantivy", 0.184), ("FTS5", 0.184), ("our first", 0.961)]),
    ("jsquad", &[("Lucene", 0.923), ("tantivy", 0.245), ("FTS5", 0.245), ("our first", 0.927)]),
];
