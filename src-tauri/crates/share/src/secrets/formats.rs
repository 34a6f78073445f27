//! The token formats that are claimed to be found: facts about prefixes, alphabets and lengths.

/// A format of tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Format {
    /// The rule's name.
    pub rule: &'static str,
    /// How every token begins.
    pub prefix: &'static str,
    /// The letters after the prefix.
    pub alphabet: Alphabet,
    /// Fewest letters after the prefix.
    pub shortest: usize,
    /// Most letters after the prefix.
    pub longest: usize,
    /// Least entropy of what follows the prefix, in bits a letter.
    pub entropy: f64,
    /// What stands somewhere after the prefix; may be empty.
    pub contains: &'static str,
    /// Whether other letters may stand right before it and after its longest form.
    pub glued: bool,
}

/// A set of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Letters.
    Alpha,
    /// Letters and digits.
    Alnum,
    /// Capital letters and digits.
    UpperAlnum,
    /// Capital letters and the digits 2 to 7.
    Base32,
    /// Hexadecimal digits.
    Hex,
    /// Hexadecimal digits, small.
    LowerHex,
    /// Letters, digits and hyphens.
    Hyphen,
    /// Letters, digits, hyphens and underscores.
    Word,
    /// Those, full stops and equals signs.
    Token,
    /// Letters, digits, `+`, `/` and `=`.
    Base64,
}

impl Alphabet {
    pub(crate) fn has(self, byte: u8) -> bool {
        match self {
            Self::Alpha => byte.is_ascii_alphabetic(),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::UpperAlnum => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::LowerHex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::Hyphen => byte.is_ascii_alphanumeric() || byte == b'-',
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Self::Token => {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'=')
            }
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
        }
    }
}

const fn format(
    rule: &'static str,
    prefix: &'static str,
    alphabet: Alphabet,
    length: (usize, usize),
    entropy: f64,
) -> Format {
    Format {
        rule,
        prefix,
        alphabet,
        shortest: length.0,
        longest: length.1,
        entropy,
        contains: "",
        glued: false,
    }
}

impl Format {
    const fn glued(self) -> Self {
        Self { glued: true, ..self }
    }

    const fn with(self, contains: &'static str) -> Self {
        Self { contains, ..self }
    }
}

use Alphabet::{Alnum, Alpha, Base32, Base64, Hex, Hyphen, LowerHex, Token, UpperAlnum, Word};

/// Every format.
pub const FORMATS: &[Format] = &[
    format("1password-service-account", "ops_eyJ", Base64, (250, 2000), 4.0),
    format("adobe-client-secret", "p8e-", Alnum, (32, 32), 2.0),
    format("alibaba-access-key", "LTAI", Alnum, (20, 20), 2.0),
    format("anthropic-key", "sk-ant-admin01-", Word, (95, 95), 3.0),
    format("anthropic-key", "sk-ant-api03-", Word, (95, 95), 3.0),
    format("artifactory-key", "AKCp", Alnum, (69, 69), 4.5),
    format("artifactory-token", "cmVmd", Alnum, (59, 59), 4.5),
    format("aws-access-key", "A3T", UpperAlnum, (17, 17), 2.7),
    format("aws-access-key", "AKIA", Base32, (16, 16), 2.7),
    format("aws-access-key", "ASIA", Base32, (16, 16), 2.7),
    format("aws-access-key", "ABIA", Base32, (16, 16), 2.7),
    format("aws-access-key", "ACCA", Base32, (16, 16), 2.7),
    format("aws-bedrock-key", "ABSK", Base64, (109, 271), 3.0),
    format("clickhouse-key", "4b1d", Alnum, (38, 38), 3.0),
    format("clojars-token", "CLOJARS_", Alnum, (60, 60), 2.0),
    format("cloudflare-origin-key", "v1.0-", Hyphen, (171, 171), 2.0),
    format("databricks-token", "dapi", LowerHex, (32, 32), 2.8),
    format("digitalocean-token", "doo_v1_", LowerHex, (64, 64), 2.8),
    format("digitalocean-token", "dop_v1_", LowerHex, (64, 64), 2.8),
    format("digitalocean-token", "dor_v1_", LowerHex, (64, 64), 2.8),
    format("doppler-token", "dp.pt.", Alnum, (43, 43), 2.0).glued(),
    format("duffel-token", "duffel_test_", Token, (43, 43), 2.0).glued(),
    format("duffel-token", "duffel_live_", Token, (43, 43), 2.0).glued(),
    format("dynatrace-token", "dt0c01.", Token, (89, 89), 3.8).with(".").glued(),
    format("easypost-token", "EZAK", Alnum, (54, 54), 2.0),
    format("easypost-token", "EZTK", Alnum, (54, 54), 2.0),
    format("facebook-page-token", "EAAM", Alnum, (100, 400), 4.0),
    format("facebook-page-token", "EAAC", Alnum, (100, 400), 4.0),
    format("flutterwave-key", "FLWSECK_TEST-", Hyphen, (12, 34), 2.0).glued(),
    format("flyio-token", "fo1_", Word, (43, 43), 4.0),
    format("flyio-token", "fm1a_", Base64, (100, 2000), 4.0),
    format("flyio-token", "fm1r_", Base64, (100, 2000), 4.0),
    format("flyio-token", "fm2_", Base64, (100, 2000), 4.0),
    format("frameio-token", "fio-u-", Token, (64, 64), 3.0).glued(),
    format("google-api-key", "AIza", Word, (35, 35), 3.7),
    format("github-token", "ghu_", Alnum, (36, 36), 3.0).glued(),
    format("github-token", "ghs_", Alnum, (36, 36), 3.0).glued(),
    format("github-token", "gho_", Alnum, (36, 36), 3.0).glued(),
    format("github-token", "ghp_", Alnum, (36, 36), 3.0).glued(),
    format("github-token", "ghr_", Alnum, (36, 36), 3.0).glued(),
    format("github-token", "github_pat_", Word, (82, 82), 3.0).glued(),
    format("gitlab-token", "glcbt-", Word, (22, 26), 3.0).with("_").glued(),
    format("gitlab-token", "gldt-", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glffct-", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glft-", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glimt-", Word, (25, 25), 2.9).glued(),
    format("gitlab-token", "glagent-", Word, (50, 50), 3.0).glued(),
    format("gitlab-token", "gloas-", Word, (64, 64), 3.0).glued(),
    format("gitlab-token", "glpat-", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glptt-", LowerHex, (40, 40), 2.8).glued(),
    format("gitlab-token", "GR1348941", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glrt-", Word, (20, 20), 2.9).glued(),
    format("gitlab-token", "glsoat-", Word, (20, 20), 2.9).glued(),
    format("gitlab-session", "_gitlab_session=", Alnum, (32, 32), 2.8).glued(),
    format("grafana-key", "eyJrIjoi", Base64, (70, 403), 3.0),
    format("grafana-token", "glc_", Base64, (32, 403), 3.0),
    format("grafana-token", "glsa_", Word, (41, 41), 3.0).with("_"),
    format("harness-key", "pat.", Token, (68, 68), 3.0).with(".").glued(),
    format("harness-key", "sat.", Token, (68, 68), 3.0).with(".").glued(),
    format("heroku-key", "HRKU-AA", Word, (58, 58), 4.0),
    format("huggingface-token", "hf_", Alpha, (34, 34), 2.0),
    format("huggingface-token", "api_org_", Alpha, (34, 34), 2.0),
    format("infracost-token", "ico-", Alnum, (32, 32), 3.0),
    format("intra42-secret", "s-s4t2ud-", Hex, (64, 64), 2.8),
    format("intra42-secret", "s-s4t2af-", Hex, (64, 64), 2.8),
    format("linear-key", "lin_api_", Alnum, (40, 40), 2.0).glued(),
    format("notion-token", "ntn_", Alnum, (46, 46), 3.8),
    format("npm-token", "npm_", Alnum, (36, 36), 2.0),
    format("octopus-key", "API-", UpperAlnum, (26, 26), 3.0),
    format("openai-key", "sk-proj-", Word, (120, 200), 3.0).with("T3BlbkFJ"),
    format("openai-key", "sk-svcacct-", Word, (120, 200), 3.0).with("T3BlbkFJ"),
    format("openai-key", "sk-admin-", Word, (120, 200), 3.0).with("T3BlbkFJ"),
    format("openai-key", "sk-", Alnum, (48, 48), 3.0).with("T3BlbkFJ"),
    format("openshift-token", "sha256~", Word, (43, 43), 3.5),
    format("perplexity-key", "pplx-", Alnum, (48, 48), 4.0),
    format("planetscale-token", "pscale_tkn_", Token, (32, 64), 3.0),
    format("planetscale-token", "pscale_oauth_", Token, (32, 64), 3.0),
    format("planetscale-password", "pscale_pw_", Token, (32, 64), 3.0),
    format("postman-token", "PMAK-", Hyphen, (59, 59), 2.8).with("-"),
    format("prefect-token", "pnu_", Alnum, (36, 36), 2.0),
    format("pulumi-token", "pul-", LowerHex, (40, 40), 2.0),
    format("pypi-token", "pypi-AgEIcHlwaS5vcmc", Word, (50, 1000), 3.0).glued(),
    format("readme-token", "rdme_", Alnum, (70, 70), 2.0),
    format("rubygems-token", "rubygems_", LowerHex, (48, 48), 2.0),
    format("scalingo-token", "tk-us-", Word, (48, 48), 2.0),
    format("sendgrid-token", "SG.", Token, (66, 66), 2.0),
    format("sendinblue-token", "xkeysib-", Hyphen, (81, 81), 2.0).with("-"),
    format("sentry-token", "sntryu_", LowerHex, (64, 64), 2.8),
    format("settlemint-token", "sm_aat_", Alnum, (16, 16), 2.7),
    format("settlemint-token", "sm_pat_", Alnum, (16, 16), 2.7),
    format("settlemint-token", "sm_sat_", Alnum, (16, 16), 2.7),
    format("shippo-token", "shippo_live_", Hex, (40, 40), 2.0),
    format("shippo-token", "shippo_test_", Hex, (40, 40), 2.0),
    format("shopify-token", "shpat_", Hex, (32, 32), 2.0).glued(),
    format("shopify-token", "shpca_", Hex, (32, 32), 2.0).glued(),
    format("shopify-token", "shppa_", Hex, (32, 32), 2.0).glued(),
    format("shopify-token", "shpss_", Hex, (32, 32), 2.0).glued(),
    format("slack-token", "xoxb-", Hyphen, (27, 200), 2.0).with("-").glued(),
    format("slack-token", "xoxp-", Hyphen, (60, 200), 2.0).with("-").glued(),
    format("slack-token", "xoxe-", Hyphen, (60, 400), 2.0).with("-").glued(),
    format("slack-token", "xoxe.xoxb-", Hyphen, (60, 400), 2.0).with("-").glued(),
    format("slack-token", "xoxe.xoxp-", Hyphen, (60, 400), 2.0).with("-").glued(),
    format("slack-webhook", "hooks.slack.com/services/", Base64, (43, 56), 3.0).glued(),
    format("slack-webhook", "hooks.slack.com/workflows/", Base64, (43, 56), 3.0).glued(),
    format("slack-webhook", "hooks.slack.com/triggers/", Base64, (43, 56), 3.0).glued(),
    format("square-token", "EAAA", Word, (22, 60), 3.5),
    format("square-token", "sq0atp-", Word, (22, 60), 2.0),
    format("stripe-key", "sk_test_", Alnum, (10, 99), 2.0),
    format("stripe-key", "sk_live_", Alnum, (10, 99), 2.0),
    format("stripe-key", "sk_prod_", Alnum, (10, 99), 2.0),
    format("stripe-key", "rk_test_", Alnum, (10, 99), 2.0),
    format("stripe-key", "rk_live_", Alnum, (10, 99), 2.0),
    format("stripe-key", "rk_prod_", Alnum, (10, 99), 2.0),
    format("vault-token", "s.", Alnum, (24, 24), 3.5),
    format("vault-token", "hvb.", Word, (138, 300), 4.0),
    format("vault-token", "hvs.", Word, (90, 120), 3.5),
];
