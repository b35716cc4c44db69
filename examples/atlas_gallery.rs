//! Renders every view of both bodies to PNG files in the folder given as argument, and says how long each took.
//!
//! `cargo run --release --example atlas_gallery -- folder [width height] [part of a view's name]`
#![expect(clippy::print_stdout, reason = "an example's output")]

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use mesomap::atlas::raster::{Frame, Look, render};
use mesomap::atlas::{Body, BodyKind, views};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("give a folder")?);
    let width = arguments.next().map_or(Ok(1200), |word| word.parse())?;
    let height = arguments.next().map_or(Ok(1500), |word| word.parse())?;
    let wanted = arguments.next().unwrap_or_default();
    std::fs::create_dir_all(&folder)?;
    for kind in BodyKind::ALL {
        let started = Instant::now();
        let body = Body::get(kind);
        println!("{} loaded in {:.1?}", kind.id(), started.elapsed());
        for view in views(kind).iter().filter(|view| view.id.contains(&wanted)) {
            let started = Instant::now();
            let picture = render(body, &Frame::fit(view, [width, height]), &Look::default());
            println!("{} {}: {:.1?}", kind.id(), view.id, started.elapsed());
            let file = folder.join(format!("{}-{}.png", kind.id(), view.id));
            image::save_buffer(file, &picture.rgba, width, height, image::ExtendedColorType::Rgba8)?;
        }
    }
    Ok(())
}
