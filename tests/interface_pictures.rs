//! Pictures of the interface, compared with stored ones. They need a graphics adapter; Mesa's software one serves.
#![cfg(feature = "interface-pictures")]

mod desk;

use desk::Desk;

fn picture_of_sample(name: &str, theme: egui::Theme) {
    let mut desk: Desk = desk::sample();
    desk.open_first_session();
    desk.harness.ctx.set_theme(theme);
    desk.settle();
    desk.harness.snapshot(name);
}

#[test]
fn charting_in_light_colours() {
    picture_of_sample("charting-light", egui::Theme::Light);
}

#[test]
fn charting_in_dark_colours() {
    picture_of_sample("charting-dark", egui::Theme::Dark);
}

#[test]
fn comparing_two_sessions() {
    let mut desk = desk::sample();
    desk.click("Facial rejuvenation");
    desk.click("Session 2");
    desk.harness.ctx.set_theme(egui::Theme::Light);
    desk.click("Compare Session 1");
    desk.harness.snapshot("comparing-light");
}

#[test]
fn an_empty_machine() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::empty(folder.path());
    desk.harness.ctx.set_theme(egui::Theme::Light);
    desk.settle();
    desk.harness.snapshot("welcome-light");
}
