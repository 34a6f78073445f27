//! The closed lists of the specification, read openly.
//!
//! Every enum here has a variant `Other` for a value the list does not know: it is kept, shown and
//! reported by the checker, and it never blocks a save.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What reading needs to know of a closed list.
pub(crate) trait Word: for<'a> From<&'a str> {
    /// The words of the list.
    const WORDS: &'static [&'static str];

    /// Tells whether the value is one of the list.
    fn known(&self) -> bool;
}

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A value outside the list, as written.
            Other(String),
        }

        impl $name {
            /// The words of the list, in the order in which they are offered.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Returns the word as it stands in a document.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// Tells whether the value is one of the list.
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }

        impl Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn known(&self) -> bool {
                self.is_known()
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::from(String::deserialize(deserializer)?.as_str()))
            }
        }
    )+};
}

mod lists;

pub use lists::{Direction, EvidenceResult, PRECONDITIONS, TASK_TYPES, lists, task_type_alias};

vocabulary! {
    /// Where a record stands between draft and withdrawal.
    Status {
        /// Being written.
        Draft = "draft",
        /// Waiting for a reviewer.
        InReview = "in_review",
        /// In force.
        Published = "published",
        /// Still true, no longer advised.
        Deprecated = "deprecated",
        /// Replaced by another record.
        Superseded = "superseded",
        /// Taken back, with a reason.
        Withdrawn = "withdrawn",
    }
    /// Who may see a record.
    Visibility {
        /// Anyone.
        Public = "public",
        /// The organisation.
        Organisation = "organisation",
        /// One team.
        Team = "team",
    }
    /// Where a record comes from; rates of an organisation count `internal` alone.
    Origin {
        /// Made here.
        Internal = "internal",
        /// Written up from public sources.
        External = "external",
        /// Taken over from another collection as it stands.
        Imported = "imported",
    }
    /// How close a source is to the event.
    Tier {
        /// The party's own publication.
        Primary = "primary",
        /// A copy of the primary one.
        Mirror = "mirror",
        /// Someone writing about it.
        Secondary = "secondary",
    }
    /// How a record relates to another one.
    Rel {
        /// Evidence for a claim.
        Supports = "supports",
        /// Evidence that goes both ways.
        Mixed = "mixed",
        /// Evidence against a claim.
        Contradicts = "contradicts",
        /// Replaces the other record.
        Supersedes = "supersedes",
        /// Is replaced by the other record.
        SupersededBy = "superseded_by",
        /// A playbook made from a case.
        DerivedFrom = "derived_from",
        /// Worth reading beside it.
        Related = "related",
        /// A case inside a larger case.
        InstanceOf = "instance_of",
        /// A playbook that would have prevented an incident.
        Mitigates = "mitigates",
        /// A case study that tried a playbook or finding.
        Applies = "applies",
        /// A row of a finding's evidence; computed, never written as a link.
        Evidence = "evidence",
        /// `[[id]]` in the body; computed, never written as a link.
        Mentions = "mentions",
    }
    /// Who steers: the five levels of autonomy, named by the user's role.
    AutonomyLevel {
        /// The person drives, the agent assists.
        Operator = "operator",
        /// Both plan and act.
        Collaborator = "collaborator",
        /// The agent leads and asks.
        Consultant = "consultant",
        /// The person only approves.
        Approver = "approver",
        /// The person only watches.
        Observer = "observer",
    }
    /// How an attempt ended, relative to the effect hoped for.
    Outcome {
        /// Registered before the result is known.
        Open = "open",
        /// It did what was hoped for.
        Succeeded = "succeeded",
        /// In part.
        Mixed = "mixed",
        /// It did not.
        Failed = "failed",
        /// Given up before an end.
        Abandoned = "abandoned",
        /// Nobody can tell.
        Inconclusive = "inconclusive",
        /// The source does not say.
        NotReported = "not_reported",
        /// There was nothing to succeed at.
        NotApplicable = "not_applicable",
    }
    /// How much damage was done.
    Harm {
        /// None.
        None = "none",
        /// It nearly happened.
        NearMiss = "near_miss",
        /// Small and undone.
        Minor = "minor",
        /// Asks for an incident block.
        Major = "major",
        /// Asks for an incident block.
        Critical = "critical",
    }
    /// What an action item does about an incident.
    ActionType {
        /// Keeps it from happening.
        Prevent = "prevent",
        /// Makes it visible.
        Detect = "detect",
        /// Limits the damage.
        Mitigate = "mitigate",
        /// Changes how people work.
        Process = "process",
    }
    /// Unit of a duration.
    Unit {
        /// Minutes of work.
        Minutes = "minutes",
        /// Hours of work.
        Hours = "hours",
        /// Days, calendar or working.
        Days = "days",
        /// Weeks of seven days.
        Weeks = "weeks",
        /// Months of 30.4375 days.
        Months = "months",
        /// Years of 365.25 days.
        Years = "years",
    }
    /// Whether days are calendar or working days.
    DayBasis {
        /// Every day counts.
        Calendar = "calendar",
        /// Five days in seven count.
        Working = "working",
    }
    /// Where an effort figure comes from.
    Basis {
        /// Someone's estimate before the work.
        ManualEstimate = "manual_estimate",
        /// What such work took earlier.
        Historical = "historical",
        /// A comparison group was measured.
        MeasuredControl = "measured_control",
        /// Measured.
        Measured = "measured",
        /// A feeling; shown in grey, in no sum.
        Felt = "felt",
    }
    /// Whether the actual effort counts the time spent on learning the tool.
    Included {
        /// It does.
        True = "true",
        /// It does not.
        False = "false",
        /// The source does not say.
        Unknown = "unknown",
    }
    /// Whether plan and result had the same scope.
    ScopeMatch {
        /// The same.
        Same = "same",
        /// Less was delivered.
        Reduced = "reduced",
        /// More was delivered.
        Expanded = "expanded",
        /// The source does not say.
        Unknown = "unknown",
    }
    /// What a stated ratio is a ratio of.
    RatioOf {
        /// Person-time without the agent over person-time with it.
        PersonEffort = "person_effort",
        /// Elapsed time without over with.
        ElapsedTime = "elapsed_time",
        /// Output with the agent over output without it.
        Output = "output",
    }
    /// What a count may be used for.
    CountRole {
        /// Successes over trials of the same thing.
        SuccessRate = "success_rate",
        /// A figure worth showing, not a rate of success.
        Descriptive = "descriptive",
    }
    /// How the evidence was obtained, from strongest to weakest.
    StudyDesign {
        /// Randomised trial.
        RandomisedTrial = "randomised_trial",
        /// Observation of many without randomisation.
        Observational = "observational",
        /// Constructed tasks with a score.
        Benchmark = "benchmark",
        /// Several cases told together.
        CaseSeries = "case_series",
        /// One case.
        CaseReport = "case_report",
        /// One incident.
        IncidentReport = "incident_report",
        /// Answers of people.
        Survey = "survey",
        /// Told in passing.
        Anecdote = "anecdote",
        /// Opinion of someone who should know.
        ExpertOpinion = "expert_opinion",
        /// A rule someone made.
        Policy = "policy",
    }
    /// Who reports, and what they gain by it.
    Independence {
        /// No stake in the result.
        Independent = "independent",
        /// By those who did it.
        SelfReported = "self_reported",
        /// By the vendor of the tool.
        VendorSelfReported = "vendor_self_reported",
        /// By the press.
        ThirdPartyPress = "third_party_press",
    }
    /// How sure one can be, after GRADE.
    Certainty {
        /// Further evidence is very unlikely to change it.
        High = "high",
        /// Further evidence may change it.
        Moderate = "moderate",
        /// Further evidence is likely to change it.
        Low = "low",
        /// Little more than a guess.
        VeryLow = "very_low",
    }
    /// Why a certainty was lowered, after GRADE.
    Downgrade {
        /// The method invites error.
        RiskOfBias = "risk_of_bias",
        /// Results disagree.
        Inconsistency = "inconsistency",
        /// Measured on something else than what is claimed.
        Indirectness = "indirectness",
        /// Too few, too wide.
        Imprecision = "imprecision",
        /// Failures were likely not published.
        PublicationBias = "publication_bias",
    }
    /// How firmly a fact stands.
    Mark {
        /// The named source says so.
        Verified = "verified",
        /// One party's claim, or accounts differ.
        Attributed = "attributed",
        /// Nobody checked; may not be published.
        Unverified = "unverified",
    }
    /// Experience of the people in a team.
    Seniority {
        /// Junior.
        Junior = "junior",
        /// Mid.
        Mid = "mid",
        /// Senior.
        Senior = "senior",
        /// Principal.
        Principal = "principal",
        /// Distinguished.
        Distinguished = "distinguished",
    }
    /// Where the model runs.
    Hosting {
        /// A provider's cloud.
        Cloud = "cloud",
        /// The organisation's own machines.
        OnPremises = "on_premises",
        /// Both.
        Hybrid = "hybrid",
        /// The person's own machine.
        Local = "local",
    }
    /// A person's decision about a playbook, after the Technology Radar.
    Ring {
        /// Use it.
        Adopt = "adopt",
        /// Try it where the risk is small.
        Trial = "trial",
        /// Look at it.
        Assess = "assess",
        /// Do not start with it.
        Hold = "hold",
    }
}
