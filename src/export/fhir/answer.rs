//! What a record system answers to a transaction.

use serde_json::Value;

/// The most characters of an answer that are shown.
const MOST: usize = 600;

/// What was understood of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whether it says that nothing went wrong.
    pub is_good: bool,
    /// What it says, in the server's words.
    pub words: String,
}

/// The body of an answer: nothing, an `OperationOutcome`, or what became of each part of a transaction. `None` of anything
/// else, such as a page that asks for a password: that is no sign that something was stored.
pub fn heard(body: &[u8]) -> Option<Heard> {
    if body.trim_ascii().is_empty() {
        return Some(Heard { is_good: true, words: String::new() });
    }
    let answer: Value = serde_json::from_slice(body).ok()?;
    let (is_good, words) = match answer["resourceType"].as_str()? {
        "OperationOutcome" => outcome(&answer),
        "Bundle" => bundle(&answer)?,
        _ => return None,
    };
    Some(Heard { is_good, words: words.chars().take(MOST).collect() })
}

fn bundle(answer: &Value) -> Option<(bool, String)> {
    matches!(answer["type"].as_str()?, "transaction-response" | "batch-response").then_some(())?;
    let (mut is_good, mut words) = (true, Vec::new());
    for entry in answer["entry"].as_array().into_iter().flatten() {
        let response = &entry["response"];
        let status = response["status"].as_str().unwrap_or_default();
        let (is_well, said) = outcome(&response["outcome"]);
        if !status.starts_with('2') || !is_well {
            is_good = false;
            words.push(format!("{status} {said}").trim().to_owned());
        }
    }
    Some((is_good, words.join("; ")))
}

fn outcome(outcome: &Value) -> (bool, String) {
    let issues: Vec<&Value> = outcome["issue"].as_array().into_iter().flatten().collect();
    let is_bad = |issue: &&&Value| matches!(issue["severity"].as_str(), Some("error" | "fatal"));
    let is_good = !issues.iter().any(|issue| is_bad(&issue));
    (is_good, issues.into_iter().map(issue).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; "))
}

/// What an issue says of itself, where it lies, and its code if it says nothing else.
fn issue(issue: &Value) -> String {
    let said = [&issue["diagnostics"], &issue["details"]["text"], &issue["code"]];
    let said = said.into_iter().find_map(Value::as_str).unwrap_or_default();
    match issue["expression"][0].as_str() {
        Some(place) => format!("{said} ({place})"),
        None => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> Option<(bool, String)> {
        heard(body.as_bytes()).map(|heard| (heard.is_good, heard.words))
    }

    #[test]
    fn only_what_says_so_is_good() {
        assert_eq!(told(" \n"), Some((true, String::new())));
        let all = r#"{"resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"201 Created"}}]}"#;
        assert_eq!(told(all), Some((true, String::new())));
        let one = r#"{"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"200"}},{"response":{"status":"409","outcome":{"issue":[{"severity":"error","code":"conflict"}]}}}]}"#;
        assert_eq!(told(one), Some((false, "409 conflict".to_owned())));
        let said = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","diagnostics":"no such code","expression":["Procedure.code"]}]}"#;
        assert_eq!(told(said), Some((false, "no such code (Procedure.code)".to_owned())));
        let warned =
            r#"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","details":{"text":"taken"}}]}"#;
        assert_eq!(told(warned), Some((true, "taken".to_owned())));
        for other in
            ["<html>", "{}", "[1]", r#"{"resourceType":"Bundle","type":"searchset"}"#, r#"{"resourceType":"Patient"}"#]
        {
            assert_eq!(told(other), None, "{other}");
        }
    }
}
