//! The clinic's own techniques on the command line: their names in tables, and what becomes of a list that can't be read.

use std::fs;

use mesomap::chart::{Technique, TechniqueEdit, TechniqueId};
use mesomap::store::{Library, techniques};

use crate::clinic::{Clinic, arguments, mesomap, note};

/// The clinic with a technique of its own, which its second session has.
fn clinic() -> Clinic {
    let clinic = Clinic::new();
    let like = techniques().get(&TechniqueId::new("papule")).unwrap().clone();
    let names = [("en".to_owned(), "Gun nappage".to_owned())].into();
    let own = Technique { id: TechniqueId::new(""), names, ..like };
    Library::open(&clinic.charts()).unwrap().change_techniques(&TechniqueEdit::Put(Box::new(own)), &note()).unwrap();
    let text = fs::read_to_string(&clinic.second).unwrap();
    fs::write(&clinic.second, text.replace("nappage_superficial", "clinic-gun-nappage")).unwrap();
    clinic
}

#[test]
fn tables_name_the_clinics_own_techniques() {
    let clinic = clinic();
    let marks = mesomap(arguments(&["marks"], &[&clinic.second]));
    assert_eq!((marks.status, marks.err.as_str()), (0, ""));
    assert!(marks.out.contains("clinic-gun-nappage,Gun nappage,"), "{}", marks.out);
    let compared = mesomap(arguments(&["compare"], &[&clinic.first, &clinic.second]));
    assert!(compared.out.contains("Gun nappage"), "{}", compared.out);
    let checked = mesomap(arguments(&["check"], &[&clinic.charts()]));
    assert!(!checked.out.contains("clinic-gun-nappage"), "{}", checked.out);
    // Outside of its library nobody knows it.
    let moved = clinic.write("alone.ron", &fs::read_to_string(&clinic.second).unwrap());
    let alone = mesomap(arguments(&["marks"], &[&moved]));
    assert!(alone.out.contains("clinic-gun-nappage,clinic-gun-nappage,"), "{}", alone.out);
}

#[test]
fn a_list_that_can_not_be_read_is_told_and_the_table_is_written() {
    let clinic = clinic();
    let list = clinic.charts().join("clinic/techniques.record/1.ron");
    fs::write(&list, "(schema: \"mesomap/techniques/3\",\n oops").unwrap();
    let marks = mesomap(arguments(&["marks"], &[&clinic.second]));
    assert_eq!(marks.status, 0);
    assert!(marks.out.contains("clinic-gun-nappage,clinic-gun-nappage,"), "{}", marks.out);
    assert!(marks.err.contains("1.ron, line 2"), "{}", marks.err);
    let page = clinic.charts().join("page.png");
    let compared =
        mesomap(arguments(&["compare", "--view", "face-front", "--output"], &[&page, &clinic.first, &clinic.second]));
    assert_eq!(compared.status, 0, "{}", compared.err);
    assert!(page.exists());
    assert_eq!(compared.err.matches("1.ron, line 2").count(), 1, "{}", compared.err);
    let checked = mesomap(arguments(&["check"], &[&clinic.charts()]));
    assert_eq!(checked.status, 1);
    assert!(checked.out.contains("1.ron:2:"), "{}", checked.out);
}
