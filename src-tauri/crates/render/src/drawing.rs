//! Diagrams drawn by `merman`, within what a page may spend.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use merman::svg::SvgPipeline;
use merman::{OperationControl, RenderOutput, RenderRequest, Renderer, SvgRequest};

use crate::diagram::{Budget, Drawn};
use crate::{Diagram, svg};

/// Longest source that is drawn, in bytes.
const MAX_SOURCE: usize = 32 << 10;
/// Most groups in a flow chart.
const MAX_GROUPS: usize = 200;
/// Largest picture, in bytes.
const MAX_PICTURE: usize = 1 << 20;

/// Draws a diagram; `None` when it cannot be drawn within its caps.
pub(crate) fn draw(source: &str, budget: &mut Budget) -> Option<Drawn> {
    // The parser of nested groups takes quadratic time and does not ask for the deadline.
    let nested = source.matches("subgraph").count();
    if source.len() > MAX_SOURCE || nested > MAX_GROUPS || budget.time.is_zero() {
        return None;
    }
    budget.diagrams = budget.diagrams.checked_sub(1)?;
    let started = Instant::now();
    // The drawing library is young: a panic in it must cost the picture, not the page.
    let drawn = catch_unwind(AssertUnwindSafe(|| to_svg(source, budget.time)));
    budget.time = budget.time.saturating_sub(started.elapsed());
    let drawn = drawn.ok().flatten().filter(|svg| svg.len() <= MAX_PICTURE)?;
    let picture = svg::rewrite(&drawn)?;
    let hash = blake3::hash(picture.text.as_bytes()).to_hex().to_string();
    let diagram = Diagram { hash, svg: picture.text };
    Some(Drawn { diagram, width: picture.width, height: picture.height })
}

fn to_svg(source: &str, time: Duration) -> Option<String> {
    static RENDERER: OnceLock<Renderer> = OnceLock::new();
    let control = OperationControl::new().with_deadline(time);
    // Native text in place of HTML labels: an image may not embed HTML.
    let request = SvgRequest { pipeline: Some(SvgPipeline::resvg_safe()), ..SvgRequest::default() };
    let renderer = RENDERER.get_or_init(Renderer::new);
    match renderer.render(RenderRequest::svg(source, control, request)) {
        Ok(RenderOutput::Svg(Some(svg))) => Some(svg.svg().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_chart_is_drawn_once_the_same() {
        let source = "graph TD\n  A[Start] --> B{Ready?}\n  B -->|yes| C[Done]\n";
        let first = draw(source, &mut Budget::default()).expect("a plain flow chart");
        let second = draw(source, &mut Budget::default()).expect("the same flow chart");
        assert_eq!(first.diagram, second.diagram);
        for label in ["Start", "Ready?", "yes", "Done"] {
            assert!(first.diagram.svg.contains(label), "{label}: {}", first.diagram.svg);
        }
        assert!(first.width > 50 && first.height > 50, "{} x {}", first.width, first.height);
    }

    #[test]
    fn what_cannot_be_drawn_is_shown_as_its_source() {
        for source in ["", "no diagram", "graph TD\n A[", "graph TD\n%%{init: }%%\nA--"] {
            let mut budget = Budget::default();
            assert!(draw(source, &mut budget).is_none(), "{source}");
        }
    }

    #[test]
    fn a_page_draws_a_bounded_number() {
        let mut budget = Budget { diagrams: 1, time: Duration::from_secs(1) };
        assert!(draw("graph TD\nA-->B", &mut budget).is_some());
        assert!(draw("graph TD\nA-->B", &mut budget).is_none());
    }
}
