//! What is dropped on the page: read, which takes the browser some frames, and laid where the files lie that a person gave the page.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{Context, DroppedFile, DroppedFileHandle, RawInput};

use crate::store::depot::private::{Files, PICKED};

/// Where those lie that were read.
static READ: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Takes what was dropped in this frame, and puts in its place what was read since the last one.
pub(super) fn exchange(files: &Arc<Files>, ctx: &Context, input: &mut RawInput) {
    for dropped in input.dropped_files.drain(..) {
        let (files, ctx) = (Arc::clone(files), ctx.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let path = lay(&files, &*dropped).await;
            READ.lock().unwrap_or_else(PoisonError::into_inner).push(path);
            ctx.request_repaint();
        });
    }
    let read = std::mem::take(&mut *READ.lock().unwrap_or_else(PoisonError::into_inner));
    input.dropped_files.extend(read.into_iter().map(|path| -> DroppedFileHandle { Arc::new(Laid(path)) }));
}

/// Where it lies; what the browser won't read (a folder) lies nowhere, and whoever opens it says so.
async fn lay(files: &Files, dropped: &(dyn DroppedFile + Send + Sync)) -> PathBuf {
    let name = dropped.path().to_string_lossy();
    match dropped.bytes_async().await {
        Ok(bytes) => files.pick(&name, bytes),
        Err(_) => Path::new(PICKED).join(&*name),
    }
}

/// A file that was read, by its path among the private files.
#[derive(Debug)]
struct Laid(PathBuf);

impl DroppedFile for Laid {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes_async(&self) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + '_>> {
        let read = crate::store::read_start(&self.0, u64::MAX).map_err(|why| why.to_string());
        Box::pin(std::future::ready(read))
    }
}
