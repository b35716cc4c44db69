//! A desktop: the window that its window system shows, its file dialogs, its programs for documents, its clock.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui::{Context, IconData, ViewportBuilder};

use super::super::jobs::{self, Threads};
use super::super::picker::{FilePicker, Picked, Question};
use super::super::viewer::{NotShown, Viewer};
use super::super::{App, FIRST_FRAME_SHOWN, Services, StartOptions};
use super::{clock, fresh_id};
use crate::advice::Machine;
use crate::text::Texts;

/// How the window is opened; the bench of its frames opens one like it.
pub fn native_options() -> eframe::NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_app_id("mesomap")
        .with_title("mesomap")
        .with_icon(icon())
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([900.0, 510.0]);
    eframe::NativeOptions { viewport, dithering: false, ..Default::default() }
}

fn is_windows() -> bool {
    std::env::consts::OS == "windows"
}

/// What stands for the window in a list of windows; where windows know their program by its name that one's is shown.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon/mesomap-128.png")).unwrap_or_default()
}

/// Opens the window and stays until it is closed.
pub fn run(options: StartOptions) -> ExitCode {
    let native = native_options();
    // Pictures need the body; it is ready by the time the window is.
    jobs::warm_up(Threads::Own, || {
        crate::atlas::Body::get(crate::atlas::BodyKind::AdultFemale);
    });
    let language = options.language;
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        end_when_told(&creation.egui_ctx);
        Ok(Box::new(App::new(creation, &options, system_services())))
    });
    match started_or_why(move || eframe::run_native("mesomap", native, create)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            use std::io::Write as _;
            let texts = Texts::of(language);
            let why = why.unwrap_or_else(|| texts.get("no-window-stopped"));
            let machine = if is_windows() { Machine::Windows } else { Machine::Linux };
            let advice = crate::advice::no_window_advice(&why, machine, &texts);
            // Nothing is left to tell where standard error is closed.
            let _ = writeln!(io::stderr(), "{advice}");
            if is_windows() {
                // Started from the desktop it has no standard error.
                let said = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("mesomap");
                said.set_description(advice).show();
            }
            ExitCode::from(3)
        }
    }
}

fn first_frame_shown() -> bool {
    FIRST_FRAME_SHOWN.load(Ordering::Relaxed)
}

/// Runs the window. Some graphics libraries panic where another is missing; before the first frame, that is an error too,
/// perhaps without words.
fn started_or_why(run: impl FnOnce() -> eframe::Result) -> Result<(), Option<String>> {
    use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        if first_frame_shown() {
            usual(panic);
        }
    }));
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(ended) => ended.map_err(|why| Some(without_insides(&why.to_string()).to_owned())),
        // By then a panic is a fault of ours, and advice about packages would hide it.
        Err(panic) if first_frame_shown() => std::panic::resume_unwind(panic),
        Err(panic) => {
            let text =
                panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
            Err(text.map(str::to_owned))
        }
    }
}

/// What the window system says, without the place in its own source that some errors begin with, and what it looked for in vain,
/// as only its makers read it.
fn without_insides(text: &str) -> &str {
    let after = text.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    let said = after.map_or(text, |(_, rest)| rest);
    said.split_once(" matching the template:").map_or(said, |(before, _)| before)
}

/// Set where the system tells the program to end: the user logs out, the machine shuts down, a terminal closes.
static TOLD_TO_END: AtomicBool = AtomicBool::new(false);

/// Has the window woken up and closed where the system tells the program to end, with its work kept.
fn end_when_told(ctx: &Context) {
    let ctx = ctx.clone();
    // Where there is no such message work is kept every few seconds all the same.
    let _ = ctrlc::set_handler(move || {
        TOLD_TO_END.store(true, Ordering::Relaxed);
        ctx.request_repaint();
    });
}

fn system_services() -> Services {
    Services {
        picker: Arc::new(SystemPicker),
        viewer: Arc::new(SystemViewer),
        spool: crate::store::spool_folder(),
        now: clock,
        zone: jiff::tz::TimeZone::system(),
        new_id: fresh_id,
        random: |bytes| getrandom::fill(bytes).is_ok(),
        sample: sample_library(),
        workstation: crate::store::data_folder(|name| std::env::var_os(name)),
        is_a_page: false,
        threads: Threads::Own,
        told_to_end: || TOLD_TO_END.load(Ordering::Relaxed),
    }
}

/// The sample library, where there is one.
fn sample_library() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let places = sample_places(std::env::current_dir().ok(), program.as_deref());
    places.into_iter().find(|folder| folder.join("library.record").is_dir())
}

/// Where `charts` may lie: in the present folder, beside the program, above the folder that it was built in, or where a system
/// keeps what comes with an installed program.
fn sample_places(here: Option<PathBuf>, program: Option<&Path>) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = here.into_iter().collect();
    if let Some(beside) = program.and_then(Path::parent) {
        let above = beside.parent().unwrap_or(beside);
        places.push(beside.to_path_buf());
        places.extend(above.parent().map(Path::to_path_buf));
        places.extend([above.join("share/mesomap"), above.join("Resources")]);
    }
    places.into_iter().map(|folder| folder.join("charts")).collect()
}

/// The system's dialogs.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPicker;

/// Nobody cancels a dialog this quickly; a machine without dialogs answers at once.
const QUICKER_THAN_A_PERSON: Duration = Duration::from_millis(200);

impl FilePicker for SystemPicker {
    fn pick(&self, question: &Question) -> Picked {
        let asked = Instant::now();
        let dialog = rfd::FileDialog::new().set_title(&question.title).set_directory(&question.folder);
        let answer = match &question.file_name {
            _ if question.opens => dialog.pick_file(),
            Some(name) => dialog.set_file_name(name).save_file(),
            None => dialog.pick_folder(),
        };
        match answer {
            Some(path) => Picked::Path(path),
            None if asked.elapsed() < QUICKER_THAN_A_PERSON => Picked::Unavailable,
            None => Picked::Cancelled,
        }
    }
}

/// What the system opens documents with.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemViewer;

impl Viewer for SystemViewer {
    fn show(&self, file: &Path) -> Result<(), NotShown> {
        let child = opener(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map_err(no_viewer).and_then(settled)
    }
}

fn opener(file: &Path) -> Command {
    let (program, first) = match std::env::consts::OS {
        "windows" => ("rundll32.exe", Some("url.dll,FileProtocolHandler")),
        "macos" => ("open", None),
        _ => ("xdg-open", None),
    };
    let mut command = Command::new(program);
    command.args(first).arg(file);
    command
}

fn no_viewer(why: io::Error) -> NotShown {
    match why.kind() {
        io::ErrorKind::NotFound => NotShown::NoViewer,
        _ => NotShown::System(why),
    }
}

/// A starter that finds nothing ends with an error at once; one that goes on is the viewer itself.
fn settled(mut child: Child) -> Result<(), NotShown> {
    const LOOKS: u32 = 40;
    const EVERY: Duration = Duration::from_millis(50);
    for _ in 0..LOOKS {
        match child.try_wait().map_err(NotShown::System)? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(NotShown::NoViewer),
            None => std::thread::sleep(EVERY),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_finds_the_sample_that_was_installed_with_it() {
        let of = |program: &str| sample_places(None, Some(Path::new(program)));
        assert!(of("/usr/bin/mesomap").contains(&PathBuf::from("/usr/share/mesomap/charts")));
        assert!(
            of("mesomap.app/Contents/MacOS/mesomap").contains(&PathBuf::from("mesomap.app/Contents/Resources/charts"))
        );
        assert!(of("work/target/release/mesomap").contains(&PathBuf::from("work/charts")));
        assert_eq!(sample_places(None, None), Vec::<PathBuf>::new());
    }

    #[test]
    fn the_icon_is_a_picture() {
        assert_eq!((icon().width, icon().height), (128, 128));
    }

    #[test]
    fn errors_lose_what_nobody_but_their_makers_reads() {
        let text = "winit error: os error at /somewhere/mod.rs:765: DISPLAY is not set";
        assert_eq!(without_insides(text), "DISPLAY is not set");
        let text = "Found no glutin configs matching the template: ConfigTemplate { alpha_size: 8 }. Error: not found";
        assert_eq!(without_insides(text), "Found no glutin configs");
        assert_eq!(without_insides("no GL"), "no GL");
    }
}
