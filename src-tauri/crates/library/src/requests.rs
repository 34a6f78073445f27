//! Requests: "has anyone evidence of this?", asked where a search or the map had nothing to show.

use serde::{Deserialize, Serialize};

use crate::{Error, Library};

/// Where the requests are kept: a line each, its parts parted by tabs.
const SETTING: &str = "requests";

/// The most requests that are kept; the oldest go.
const KEPT: usize = 500;

/// Asks for evidence.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct RequestInput {
    /// What was searched, or the map's cell in the query language.
    pub query: String,
    /// Task type, where it is known.
    pub task_type: Option<String>,
    /// One line.
    pub note: Option<String>,
}

/// Something that evidence is wanted of. Nobody's name is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvidenceRequest {
    /// Its number in the inbox: `request:3`.
    pub id: String,
    /// What was searched.
    pub query: String,
    /// Task type.
    pub task_type: Option<String>,
    /// One line.
    pub note: Option<String>,
    /// The day it was first asked: ISO 8601.
    pub asked_on: String,
    /// How often it was asked.
    pub times: u32,
}

impl Library {
    /// Asks for evidence; the same query asked again counts once more.
    ///
    /// # Errors
    /// The store's errors.
    pub fn request_evidence(&self, input: &RequestInput) -> Result<EvidenceRequest, Error> {
        let mut requests = self.requests()?;
        let query = one_line(&input.query);
        let same = requests.iter().position(|request| request.query.eq_ignore_ascii_case(&query));
        let at = match same {
            Some(at) => {
                requests[at].times += 1;
                at
            }
            None => {
                let number = requests.iter().filter_map(number).max().unwrap_or(0) + 1;
                requests.push(EvidenceRequest {
                    id: format!("request:{number}"),
                    query,
                    task_type: input
                        .task_type
                        .as_deref()
                        .map(one_line)
                        .filter(|word| !word.is_empty()),
                    note: input.note.as_deref().map(one_line).filter(|note| !note.is_empty()),
                    asked_on: self.clock.today().to_string(),
                    times: 1,
                });
                requests.len() - 1
            }
        };
        let request = requests[at].clone();
        let surplus = requests.len().saturating_sub(KEPT);
        requests.drain(..surplus);
        self.keep_requests(&requests)?;
        Ok(request)
    }

    /// Lists what evidence is wanted of, in the order it was asked.
    ///
    /// # Errors
    /// The store's errors.
    pub fn requests(&self) -> Result<Vec<EvidenceRequest>, Error> {
        let text = self.store.setting(SETTING)?.unwrap_or_default();
        Ok(text.lines().filter_map(read).collect())
    }

    /// Takes a request off the list.
    pub(crate) fn drop_request(&self, id: &str) -> Result<(), Error> {
        let mut requests = self.requests()?;
        requests.retain(|request| request.id != id);
        self.keep_requests(&requests)
    }

    fn keep_requests(&self, requests: &[EvidenceRequest]) -> Result<(), Error> {
        let lines: Vec<String> = requests.iter().map(write).collect();
        let text = lines.join("\n");
        let kept = Some(text.as_str()).filter(|text| !text.is_empty());
        self.store.set_setting(SETTING, kept, self.clock.now())?;
        self.changed();
        Ok(())
    }
}

fn write(request: &EvidenceRequest) -> String {
    let number = number(request).unwrap_or(0).to_string();
    let times = request.times.to_string();
    [
        number.as_str(),
        &times,
        &request.asked_on,
        request.task_type.as_deref().unwrap_or_default(),
        &request.query,
        request.note.as_deref().unwrap_or_default(),
    ]
    .join("\t")
}

fn read(line: &str) -> Option<EvidenceRequest> {
    let mut parts = line.split('\t');
    let mut next = || parts.next();
    let (number, times) = (next()?.parse::<u32>().ok()?, next()?.parse().ok()?);
    let asked_on = next()?.to_owned();
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let task_type = some(next()?);
    let query = next()?.to_owned();
    let note = some(next().unwrap_or_default());
    Some(EvidenceRequest {
        id: format!("request:{number}"),
        query,
        task_type,
        note,
        asked_on,
        times,
    })
}

fn number(request: &EvidenceRequest) -> Option<u32> {
    request.id.strip_prefix("request:")?.parse().ok()
}

/// Tabs and line breaks part the requests in the store.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
