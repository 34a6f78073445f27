//! Judged collections: not below what a beginner gets out of tantivy as it comes.

use crate::collections::{evaluate, folder};

/// nDCG@10 of tantivy 0.27 with `en_stem` and its query parser; for CJK, of plain bigrams.
const FLOORS: [(&str, f64); 4] =
    [("cranfield", 0.373), ("cacm", 0.428), ("cosqa-code", 0.382), ("drcd-zh", 0.950)];

#[test]
fn no_collection_is_below_stock_tantivy() {
    let Some(folder) = folder() else {
        println!("skipped: no judged collections here (FIELDBOOK_SHARED)");
        return;
    };
    let mut low = Vec::new();
    for (name, floor) in FLOORS {
        // A quarter of the largest query sets is enough for a floor, and they are slow unoptimised.
        let step = if name == "drcd-zh" { 14 } else { 1 };
        let figures = evaluate(&folder.join(name), 0, step);
        println!(
            "{name}: nDCG@10 {:.4} (floor {floor}), R@100 {:.4}, MRR@10 {:.4}",
            figures.ndcg, figures.recall, figures.mrr
        );
        if figures.ndcg < floor {
            low.push((name, figures.ndcg));
        }
    }
    assert!(low.is_empty(), "below the floor: {low:?}");
}
