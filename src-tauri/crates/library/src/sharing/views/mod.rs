//! What the use cases of sharing answer: plans, outcomes and rows, as the interface shows them.

mod libraries;
mod publish;
mod pull;
mod resolve;
mod review;

pub use libraries::{AddLibrary, AddOutcome, RegistryAnswer, SharedLibraryView};
pub use publish::{
    ExceptionInput, FindingCategory, PublishAnswer, PublishFinding, PublishOptions, PublishPlan,
    PublishRow, PublishState,
};
pub use pull::{PullAction, PullAnswer, PullOptions, PullPlan, PullRow, Pulled, SkippedEntry};
pub use resolve::{ConflictRow, ConflictView, ResolveAnswer, TimelineEntry};
pub use review::{
    ProposalRow, ProposalState, ProposalView, ReviewAnswer, ReviewNote, ReviewVerdict,
};
