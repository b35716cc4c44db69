//! `mesomap verify`: what isn't as it was saved is a line and an exit status; what was kept elsewhere tells the rest.

use std::fs;

use super::clinic::{Clinic, mesomap};

#[test]
fn a_library_is_verified_and_every_edit_is_named() {
    let clinic = Clinic::new();
    // Files of the layout before states were kept are vouched for by nobody.
    for file in [&clinic.first, &clinic.second] {
        fs::remove_file(file).unwrap();
    }
    let folder = clinic.charts();
    let kept = folder.with_file_name("kept.txt");
    let verify = |more: &[&str]| {
        let mut arguments = vec!["verify".to_owned(), folder.display().to_string()];
        arguments.extend(more.iter().map(|&word| word.to_owned()));
        mesomap(arguments)
    };
    let ran = verify(&["--save-checkpoint", &kept.display().to_string()]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("0 found") && ran.out.contains("entries, the last on 2026-09-07"), "{}", ran.out);
    let checkpoint = fs::read_to_string(&kept).unwrap();
    assert_eq!(checkpoint.lines().count(), 3, "{checkpoint}");
    assert_eq!(verify(&["--against", &kept.display().to_string()]).status, 0);

    let file = folder.join("zenobia-quarles/patient.record/1.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Quarles", "Quarrels", 1)).unwrap();
    let ran = verify(&[]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("1.ron isn’t what was saved"), "{}", ran.out);
    fs::write(&file, text).unwrap();

    let other = checkpoint.replacen("mesomap/", "mesomap/0", 1);
    fs::write(&kept, other).unwrap();
    let ran = verify(&["--against", &kept.display().to_string()]);
    assert!(ran.status == 1 && ran.out.contains("written anew"), "{}", ran.out);
    fs::write(&kept, "nothing").unwrap();
    let ran = verify(&["--against", &kept.display().to_string()]);
    assert!(ran.status == 3 && ran.err.contains("kept.txt holds no checkpoint"), "{}", ran.err);
    assert_eq!(mesomap(["verify", "/nowhere/at/all"]).status, 3);
}
