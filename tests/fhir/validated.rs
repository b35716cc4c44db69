//! What the validators of others say: the official structure definitions (npm, `@medplum/core`) and models (`PyPI`,
//! `fhir.resources`), with a negative control for every fault that they are known to find. Where they aren't installed this
//! skips: `MESOMAP_FHIR_NODE` names a folder with the `node_modules`, `MESOMAP_FHIR_PYTHON` an interpreter.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::{sample, written};

/// What a validator says of a file: whether it takes it, and why not.
type Verdict = Box<dyn Fn(&Path) -> (bool, String)>;

fn validator(variable: &str, script: &str) -> Option<Verdict> {
    let Some(of) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} isn't set");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fhir").join(script);
    let is_node = variable.ends_with("NODE");
    Some(Box::new(move |file| {
        let mut command = if is_node { Command::new("node") } else { Command::new(&of) };
        let ran = command.env("MESOMAP_FHIR_NODE", &of).arg(&script).arg(file).output().unwrap();
        let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
        (ran.status.success(), said)
    }))
}

/// Puts a fault into the resource of a kind.
fn faulty(bundle: &Value, kind: &str, fault: fn(&mut Value)) -> Value {
    let mut bundle = bundle.clone();
    let entries = bundle["entry"].as_array_mut().unwrap().iter_mut();
    let resource = entries.map(|entry| &mut entry["resource"]).find(|resource| resource["resourceType"] == kind);
    fault(resource.unwrap());
    bundle
}

fn without(resource: &mut Value, field: &str) {
    resource.as_object_mut().unwrap().remove(field).unwrap();
}

/// What is wrong, in which resource, and whether models without rules find it too.
type Fault = (&'static str, &'static str, fn(&mut Value), bool);

const FAULTS: [Fault; 6] = [
    ("no status", "MedicationAdministration", |resource| without(resource, "status"), true),
    ("no medication", "MedicationAdministration", |resource| without(resource, "medicationReference"), true),
    ("unknown field", "Procedure", |resource| resource["unknown"] = json!("x"), true),
    ("bad date", "Procedure", |resource| resource["performedDateTime"] = json!("03.11.2026"), true),
    ("no dose (mad-1)", "MedicationAdministration", |resource| without(&mut resource["dosage"], "dose"), false),
    ("no patient", "BodyStructure", |resource| without(resource, "patient"), true),
];

#[test]
fn others_find_no_fault_but_those_that_are_put_in() {
    let verdicts = [("MESOMAP_FHIR_NODE", "validate.mjs", true), ("MESOMAP_FHIR_PYTHON", "validate.py", false)];
    for (variable, script, knows_rules) in verdicts {
        let Some(verdict) = validator(variable, script) else { continue };
        let (folder, session) = sample();
        let course = session.parent().unwrap().with_file_name("facial-rejuvenation");
        for session in
            [&session, &course.join("2026-09-21-session-2.record"), &course.join("2026-10-19-session-4.record")]
        {
            let output = folder.path().join("good.json");
            _ = std::fs::remove_file(&output);
            written(session, &output);
            let (is_taken, said) = verdict(&output);
            assert!(is_taken, "{script}: {session:?}: {said}");
        }
        let bundle = written(&session, &folder.path().join("first.json"));
        for (name, kind, fault, is_plain) in FAULTS {
            let file = folder.path().join("faulty.json");
            std::fs::write(&file, faulty(&bundle, kind, fault).to_string()).unwrap();
            let (is_taken, said) = verdict(&file);
            assert_eq!(is_taken, !(knows_rules || is_plain), "{script}: {name}: {said}");
        }
    }
}
