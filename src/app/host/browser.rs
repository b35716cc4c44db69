//! A page in a browser: its private files, its file dialogs, its threads, its clock.
//!
//! One memory is shared by the page and its workers, so a job is the same closure as on a desktop. The page's own thread may never
//! wait; a worker may, for the files to last and for people to choose. What only JavaScript can do is in `assets/web`, as functions of
//! the global object `mesomap`: of the page, and of each worker.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use eframe::egui::{Context, RawInput, Ui, Visuals};
use eframe::web::storage;
use js_sys::{Array, Atomics, Function, Int32Array, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

use super::super::jobs::{Chore, PageThreads, Threads, warm_up};
use super::super::picker::{FilePicker, Picked, Question};
use super::super::viewer::{NotShown, Viewer};
use super::super::{App, Services, StartOptions};
use super::{clock, fresh_id};
use crate::store::Kept;
use crate::store::depot::private::{self, Files, GIVEN, Keeper, KeptFile, PICKED};
use crate::text::Language;

/// Where JavaScript keeps its functions.
const HOST: &str = "mesomap";

/// What the sample library is called, which comes with the page as a bundle.
const SAMPLE: &str = "Sample library.mesomap";

/// What JavaScript answers to what was asked of it.
const DONE: i32 = 1;
const NO_ROOM: i32 = 2;
const NOTHING: i32 = 3;

fn is_page() -> bool {
    Reflect::has(&js_sys::global(), &"document".into()).unwrap_or_default()
}

fn of_host(name: &str) -> JsValue {
    let host = Reflect::get(&js_sys::global(), &HOST.into());
    host.and_then(|host| Reflect::get(&host, &name.into())).unwrap_or_default()
}

/// Calls a function of JavaScript, which answers through a cell where it has to.
fn call(name: &str, arguments: &[JsValue]) -> io::Result<()> {
    let failed = |why: JsValue| io::Error::other(format!("{why:?}"));
    let function: Function = of_host(name).dyn_into().map_err(failed)?;
    function.apply(&JsValue::NULL, &arguments.iter().collect::<Array>()).map(drop).map_err(failed)
}

/// Gives JavaScript something to call.
fn offer(name: &str, closure: JsValue) {
    let host = Reflect::get(&js_sys::global(), &HOST.into()).unwrap_or_default();
    let _ = Reflect::set(&host, &name.into(), &closure);
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number in the memory that all threads share, which JavaScript changes and a worker waits for.
struct Cell(Arc<AtomicI32>);

impl Cell {
    fn new() -> Self {
        Self(Arc::new(AtomicI32::new(0)))
    }

    /// Where JavaScript finds it, in units of four bytes.
    fn index(&self) -> u32 {
        index_of(&self.0)
    }

    /// Waits until it isn't 0 any more.
    fn wait(&self) -> i32 {
        while self.0.load(Ordering::Acquire) == 0 {
            wait_while(&self.0, 0);
        }
        self.0.load(Ordering::Acquire)
    }
}

fn index_of(number: &AtomicI32) -> u32 {
    u32::try_from(std::ptr::from_ref(number).addr() / 4).unwrap_or_default()
}

fn shared_memory() -> Int32Array {
    Int32Array::new(&wasm_bindgen::memory().unchecked_into::<WebAssembly::Memory>().buffer())
}

fn wait_while(number: &AtomicI32, value: i32) {
    // A thread that can't wait looks again at once.
    let _ = Atomics::wait(&shared_memory(), index_of(number), value);
}

/// What waits for a thread.
static CHORES: Mutex<VecDeque<Chore>> = Mutex::new(VecDeque::new());
/// Grows with each of them; threads that have nothing to do wait for it.
static NEWS: AtomicI32 = AtomicI32::new(0);
/// How many threads wait.
static IDLE: AtomicUsize = AtomicUsize::new(0);

/// Has something done by a thread that waits, or by a new one.
fn start(chore: Chore) {
    let waiting = {
        let mut chores = locked(&CHORES);
        chores.push_back(chore);
        chores.len()
    };
    NEWS.fetch_add(1, Ordering::Release);
    let _ = Atomics::notify(&shared_memory(), index_of(&NEWS));
    if IDLE.load(Ordering::Acquire) < waiting {
        // Where no more can be had, those that are there do it when they are done.
        let _ = call("moreThreads", &[]);
    }
}

/// What a worker does as long as the page is open: JavaScript calls it there.
#[wasm_bindgen]
pub fn work() {
    loop {
        let news = NEWS.load(Ordering::Acquire);
        let chore = locked(&CHORES).pop_front();
        match chore {
            Some(chore) => chore(),
            None => {
                IDLE.fetch_add(1, Ordering::AcqRel);
                wait_while(&NEWS, news);
                IDLE.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }
}

const THREADS: Threads = Threads::OfThePage(PageThreads { start, wake, now });

fn wake() {
    // Without it the next frame comes with the next movement.
    let _ = call("wake", &[]);
}

/// What the clock shows.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
}

struct PrivateKeeper;

impl Keeper for PrivateKeeper {
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Kept> {
        let cell = Cell::new();
        call("keep", &[path.into(), Uint8Array::from(bytes).into(), cell.index().into()])?;
        if is_page() {
            // The page can't wait; the cell stays for the answer.
            std::mem::forget(cell.0);
            return Ok(Kept::Unconfirmed);
        }
        match cell.wait() {
            DONE => Ok(Kept::Surely),
            NO_ROOM => Err(ErrorKind::StorageFull.into()),
            _ => Err(io::Error::other("the browser refused to keep the file")),
        }
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        call("forget", &[path.into()])
    }

    fn give(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        call("give", &[name.into(), Uint8Array::from(bytes).into()])
    }

    fn now(&self) -> SystemTime {
        now()
    }
}

/// What the page found when it was opened.
fn kept_files() -> Vec<KeptFile> {
    let kept: Array = of_host("files").dyn_into().unwrap_or_default();
    let file = |row: JsValue| {
        let row: Array = row.dyn_into().ok()?;
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(row.get(2).as_f64()? / 1000.0);
        Some(KeptFile { path: row.get(0).as_string()?, bytes: Uint8Array::new(&row.get(1)).to_vec(), modified })
    };
    let files = kept.iter().filter_map(file).collect();
    offer("files", JsValue::UNDEFINED);
    files
}

/// The browser's dialogs; folders are among the private files, which the program's own dialog shows.
struct PagePicker;

/// What was picked last.
static PICK: Mutex<Option<PathBuf>> = Mutex::new(None);

impl FilePicker for PagePicker {
    fn pick(&self, question: &Question) -> Picked {
        match &question.file_name {
            _ if question.opens => ask(),
            Some(name) => Picked::Path(Path::new(GIVEN).join(name)),
            None => Picked::Unavailable,
        }
    }
}

fn ask() -> Picked {
    let cell = Cell::new();
    if call("pick", &[cell.index().into()]).is_err() {
        return Picked::Unavailable;
    }
    match cell.wait() {
        DONE => locked(&PICK).take().map_or(Picked::Cancelled, Picked::Path),
        NOTHING => Picked::Cancelled,
        _ => Picked::Unavailable,
    }
}

/// Shows documents in a page of their own, which prints them.
struct PageViewer;

impl Viewer for PageViewer {
    fn show(&self, file: &Path) -> Result<(), NotShown> {
        let bytes = crate::store::read_start(file, u64::MAX).map_err(NotShown::System)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        call("show", &[name.as_ref().into(), Uint8Array::from(bytes.as_slice()).into()]).map_err(NotShown::System)
    }
}

fn services() -> Services {
    Services {
        picker: Arc::new(PagePicker),
        viewer: Arc::new(PageViewer),
        spool: PathBuf::from(PICKED),
        now: clock,
        zone: jiff::tz::TimeZone::system(),
        new_id: fresh_id,
        random: |bytes| getrandom::fill(bytes).is_ok(),
        sample: Some(Path::new(PICKED).join(SAMPLE)),
        workstation: Some(PathBuf::from("/.mesomap")),
        is_a_page: true,
        threads: THREADS,
        told_to_end: || false,
    }
}

/// Opens the window in the page.
pub fn open_page() {
    let files = private::set_files(Files::new(kept_files(), Box::new(PrivateKeeper)));
    let given = Arc::clone(&files);
    let picked = Closure::<dyn Fn(String, Vec<u8>)>::new(move |name: String, bytes: Vec<u8>| {
        *locked(&PICK) = Some(given.pick(&name, bytes));
    });
    offer("picked", picked.into_js_value());
    let sample = Arc::clone(&files);
    let laid = Closure::<dyn Fn(Vec<u8>)>::new(move |bytes: Vec<u8>| drop(sample.pick(SAMPLE, bytes)));
    offer("sampleCame", laid.into_js_value());
    warm_up(THREADS, || {
        crate::atlas::Body::get(crate::atlas::BodyKind::AdultFemale);
    });
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(why) = run(files).await {
            let why = why.as_string().unwrap_or_else(|| format!("{why:?}"));
            let _ = call("failed", &[why.into()]);
        }
    });
}

async fn run(files: Arc<Files>) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let canvas = document.get_element_by_id("mesomap").ok_or("no canvas")?.dyn_into()?;
    let runner = eframe::WebRunner::new();
    let web = eframe::WebOptions { dithering: false, ..Default::default() };
    let language = Language::first_of(sys_locale::get_locales());
    let create: eframe::AppCreator<'static> = Box::new(move |creation| {
        let ctx = creation.egui_ctx.clone();
        offer("wakeUp", Closure::<dyn Fn()>::new(move || ctx.request_repaint()).into_js_value());
        if of_host("watchesNames").is_truthy() {
            tell_names(&creation.egui_ctx);
        }
        let options = StartOptions { language, on_first_frame: Some(shown), ..Default::default() };
        Ok(Box::new(Page { app: App::new(creation, &options, services()), files }))
    });
    runner.start(canvas, web, create).await?;
    let keep = Closure::<dyn Fn()>::new(move || {
        if let Some(mut page) = runner.app_mut::<Page>() {
            page.app.keep_now();
            eframe::App::save(&mut page.app, &mut Remembered);
        }
    });
    offer("keepNow", keep.into_js_value());
    Ok(())
}

/// Lets the page know what is on screen.
fn tell_names(ctx: &Context) {
    ctx.add_plugin(super::names::Names(|rows| {
        let _ = call("named", &[rows.into()]);
    }));
}

fn shown() {
    let _ = call("shown", &[]);
}

/// Where eframe keeps what is remembered between starts. It does so in frames alone: of the end of a page it never hears.
struct Remembered;

impl eframe::Storage for Remembered {
    fn get_string(&self, key: &str) -> Option<String> {
        storage::local_storage_get(key)
    }

    fn set_string(&mut self, key: &str, value: String) {
        storage::local_storage_set(key, &value);
    }

    fn remove_string(&mut self, key: &str) {
        storage::local_storage_remove(key);
    }

    fn flush(&mut self) {}
}

/// The window in the page.
struct Page {
    app: App,
    files: Arc<Files>,
}

impl eframe::App for Page {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    /// Seldom is there time at a page's end, and half a minute is long after a library was opened.
    fn auto_save_interval(&self) -> Duration {
        Duration::from_secs(1)
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        super::drops::exchange(&self.files, ctx, input);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.app.save(storage);
    }

    fn as_any_mut(&mut self) -> Option<&mut dyn std::any::Any> {
        Some(self)
    }
}
